package org.stackdeck.api;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.stackdeck.api.auth.AccessTokenConverter;
import org.stackdeck.api.error.ProblemException;

/**
 * Rejects a GET request whose token was revoked while the request waited, for instance for the cloud. The responses of
 * other requests are sent, because they report changes that have already been made.
 */
@RestControllerAdvice("org.stackdeck.api")
class RevokedTokenAdvice implements ResponseBodyAdvice<Object> {

    private final AccessTokenConverter tokens;

    RevokedTokenAdvice(AccessTokenConverter tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof ProblemDetail)
                && HttpMethod.GET.equals(request.getMethod())
                && request instanceof ServletServerHttpRequest servlet
                && TokenRecheckFilter.isRevoked(servlet.getServletRequest(), tokens)) {
            throw ProblemException.unauthorized("http-401");
        }
        return body;
    }
}
