import 'file:///tmp/h-speed2/heap.mjs';
