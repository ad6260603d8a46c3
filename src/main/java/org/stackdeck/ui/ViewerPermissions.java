package org.stackdeck.ui;

import com.vaadin.flow.spring.annotation.UIScope;
import jakarta.annotation.PreDestroy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;

/**
 * The user of an open page and the permissions of this user, as last loaded. Reading them never waits for the database,
 * because {@link ViewerPermissionsNotifier} updates the values.
 */
@Component
@UIScope
public class ViewerPermissions {

    private final Subscribers<Runnable> listeners = new Subscribers<>();
    private final AccessDecisionService accessDecisionService;
    private final Subscription subscription;
    private volatile Subject subject;

    ViewerPermissions(
            CurrentUser currentUser,
            AccessDecisionService accessDecisionService,
            ViewerPermissionsNotifier viewerPermissionsNotifier) {
        this.accessDecisionService = accessDecisionService;
        subject = accessDecisionService.subject(currentUser.caller().userId());
        subscription = viewerPermissionsNotifier.subscribe(subject, this::apply);
    }

    public UserId id() {
        return subject.user();
    }

    public Subject subject() {
        return subject;
    }

    /** Returns the permissions of the viewer at the current time. */
    public EffectivePermissions effectivePermissions() {
        return accessDecisionService.permissions(subject);
    }

    /**
     * Registers a listener for changes to the viewer's permissions and to the set of clouds and projects. If the viewer
     * is an administrator, the listener is also called when disk space becomes low or is sufficient again. The listener
     * is called on a background thread and reads the new permissions from this object.
     */
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }

    /**
     * Notifies all listeners, even if some fail. Then throws the last failure, so that the notification is repeated.
     */
    private void apply(Subject newest) {
        subject = newest;
        listeners.notifyEach(Runnable::run);
    }

    @PreDestroy
    void close() {
        subscription.close();
    }
}
