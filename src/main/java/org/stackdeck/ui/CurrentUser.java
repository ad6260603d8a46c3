package org.stackdeck.ui;

import com.vaadin.flow.server.VaadinRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;

/**
 * Provides the user of the current request. Its methods must be called on a request thread or in {@code ui.access}. For
 * work on another thread, pass the returned values instead of this bean.
 */
@Component
public class CurrentUser {

    /**
     * Source in the audit trail if the address of the request is unknown, for example in a task of {@code ui.access}.
     */
    private static final String NO_REQUEST = "push";

    private final UserDirectory userDirectory;

    CurrentUser(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    /**
     * Returns the user, login session and source address of the current request.
     *
     * @throws AuthenticationCredentialsNotFoundException if no user is signed in
     */
    public Caller caller() {
        UserPrincipal principal = principal();
        return new Caller(principal.id(), principal.userName(), source(), Caller.Channel.UI, principal.session());
    }

    /**
     * Loads the user from the database.
     *
     * @throws AuthenticationCredentialsNotFoundException if no user is signed in or the user no longer exists
     */
    public User user() {
        return userDirectory
                .find(principal().id())
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("the user no longer exists"));
    }

    private static UserPrincipal principal() {
        return UserPrincipal.findCurrent()
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("no user is signed in"));
    }

    private static String source() {
        VaadinRequest vaadin = VaadinRequest.getCurrent();
        String address = vaadin != null ? vaadin.getRemoteAddr() : servletAddress();
        return address == null ? NO_REQUEST : address;
    }

    private static @Nullable String servletAddress() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : null;
    }
}
