package org.stackdeck.ui;

import com.vaadin.flow.spring.annotation.UIScope;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/**
 * Whose page this is, and what they may do as it was told last. To ask it costs nothing, however slow the database is:
 * what it knows is changed by news.
 */
@Component
@UIScope
public class Viewer {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Access access;
    private final Subscription news;
    private volatile Subject subject;

    Viewer(CurrentUser currentUser, Access access, ViewerNews viewerNews) {
        this.access = access;
        subject = access.subject(currentUser.caller().userId());
        news = viewerNews.follow(subject, this::take);
    }

    public UserId id() {
        return subject.user();
    }

    public Subject subject() {
        return subject;
    }

    /** What the subject may do at this moment. */
    public Rights rights() {
        return access.rights(subject);
    }

    /**
     * Calls back, on a thread of its own, when what the viewer may do or the projects that there are have changed. What
     * is asked here from then on is new.
     */
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** What fails in one part of the page keeps no other from being told, and is told again. */
    private void take(Subject newest) {
        subject = newest;
        @Nullable RuntimeException failure = null;
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @PreDestroy
    void close() {
        news.close();
    }
}
