package org.stackdeck.api.auth;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.stackdeck.identity.Caller;

/** Resolves {@link Caller} parameters of handler methods from the request's token and address. */
@Component
public class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        // Do not use SecurityContextHolder, whose strategy Vaadin replaces. The request contains the authentication
        // that the filter chain determined.
        if (servlet != null
                && servlet.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof AccessTokenPrincipal principal) {
            return new Caller(
                    principal.id(),
                    principal.userName(),
                    servlet.getRemoteAddr(),
                    Caller.Channel.REST,
                    principal.session());
        }
        throw new AuthenticationCredentialsNotFoundException("the request carries no token");
    }
}
