"""The roof: settings, URLs, middleware, base templates, worker, command line. The only room that knows all others."""
