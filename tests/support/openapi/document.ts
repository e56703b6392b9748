/** The OpenAPI document of this project's schemas. */
import documentedRequest from '../../../fixtures/documented/request.json' with { type: 'json' };
import documentedResponse from '../../../fixtures/documented/response.json' with { type: 'json' };
import frame from '../../../schemas/openapi-frame.json' with { type: 'json' };
import { requestSchema, responseSchema } from '../schemas.ts';
import { openapiOf } from './openapi.ts';

export const openapiDocument = openapiOf({
  frame,
  requestSchema,
  responseSchema,
  documentedRequest,
  documentedResponse,
});
