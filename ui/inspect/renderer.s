// An empty assembly file lets renderer.go declare a function without a body.
