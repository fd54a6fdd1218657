// Starts Swagger UI on this server's own description; in a file of its own so that the page needs no inline script.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });
