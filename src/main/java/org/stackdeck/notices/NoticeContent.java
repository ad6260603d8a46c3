package org.stackdeck.notices;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Content of a notice: one or more events of the same kind. Pages and e-mails create the text from the content, in the
 * language of the user.
 *
 * @param count number of events, at least 1
 * @param action name of the {@link org.stackdeck.cloud.action.CloudAction} or of the {@link
 *     org.stackdeck.history.ServerChangeKind}; null if the events have none or different ones
 * @param actor name of the user who caused the events; null if there is none or several
 * @param reason code of the failure, as in the message keys {@code operation.failure.*}, or {@link #OUTSIDE}; null if
 *     the events have none or different ones
 * @param until end of the access; null if there is none or several
 * @param items the first objects of the events, at most {@value #MAX_ITEMS}, without duplicates
 */
public record NoticeContent(
        NoticeKind kind,
        int count,
        @Nullable String action,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable Instant until,
        List<NoticeObject> items) {

    public static final int MAX_ITEMS = 5;
    /** Reason of changes that no operation of Stackdeck has caused. */
    public static final String OUTSIDE = "outside";

    public NoticeContent {
        if (count < 1) {
            throw new IllegalArgumentException("a notice is about at least one event");
        }
        items = items.stream().distinct().limit(MAX_ITEMS).toList();
    }

    /** Creates the content for events that have only objects, one for each event. */
    public static NoticeContent of(NoticeKind kind, List<NoticeObject> items) {
        return new NoticeContent(kind, items.size(), null, null, null, null, items);
    }

    /** Combines this content with later events of the same kind. */
    public NoticeContent followedBy(NoticeContent later) {
        return new NoticeContent(
                kind,
                count + later.count,
                common(action, later.action),
                common(actor, later.actor),
                common(reason, later.reason),
                common(until, later.until),
                Stream.concat(items.stream(), later.items.stream()).toList());
    }

    /** Returns whether both contents have an object in common. */
    public boolean sharesItem(NoticeContent other) {
        return items.stream().anyMatch(other.items::contains);
    }

    /**
     * Returns whether each event is about one of the objects. Also false if the content does not list the objects of
     * all events.
     */
    public boolean isOnlyAbout(Set<NoticeObject> objects) {
        return count <= items.size() && objects.containsAll(items);
    }

    private static <T> @Nullable T common(@Nullable T first, @Nullable T second) {
        return Objects.equals(first, second) ? first : null;
    }
}
