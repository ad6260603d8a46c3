package org.stackdeck.api;

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

/** Gives a handler method its {@link Caller} parameter: whose token the request carries, and from where it came. */
@Component
class ApiCaller implements HandlerMethodArgumentResolver {

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
        // Not from the static holder, whose strategy Vaadin replaces: the request knows what the chain has found.
        if (servlet != null
                && servlet.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof TokenUser user) {
            return new Caller(user.id(), user.userName(), servlet.getRemoteAddr(), Caller.Channel.REST, user.session());
        }
        throw new AuthenticationCredentialsNotFoundException("the request carries no token");
    }
}
