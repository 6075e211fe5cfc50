// An empty assembly file lets setup.go declare a function without a body.
