package org.stackdeck.notices.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeId;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;

/**
 * Stored notice to which later events can be added.
 *
 * @param openUntil end of the period in which events are added
 */
record OpenNotice(NoticeId id, NoticeContent content, Instant openUntil) {

    /**
     * Time after the first event during which similar events are added to the same notice. During a burst of events, a
     * user therefore receives one notice of failed servers and one of changed servers.
     */
    static final Duration PERIOD = Duration.ofMinutes(5);

    private static final Set<NoticeKind> OPERATION_KINDS =
            Set.of(NoticeKind.OPERATION_FAILED, NoticeKind.OPERATION_UNCONFIRMED);

    /** Returns the group to which the events of the content can be added; empty if they need a new notice. */
    static Optional<OpenNotice> find(List<OpenNotice> groups, NoticeContent content, Instant now) {
        return groups.stream().filter(group -> group.accepts(content, now)).findFirst();
    }

    /**
     * Returns whether the content only repeats open notices of operations: a failed operation often leaves its server
     * in the status ERROR.
     */
    static boolean isRedundant(List<OpenNotice> groups, NoticeContent content, Instant now) {
        Set<NoticeObject> failed = groups.stream()
                .filter(group -> now.isBefore(group.openUntil) && OPERATION_KINDS.contains(group.content.kind()))
                .flatMap(group -> group.content.items().stream())
                .collect(Collectors.toSet());
        return content.kind() == NoticeKind.SERVER_ERROR && content.isOnlyAbout(failed);
    }

    private boolean accepts(NoticeContent other, Instant now) {
        if (content.kind() != other.kind() || !now.isBefore(openUntil)) {
            return false;
        }
        return switch (content.kind()) {
            case SERVER_ERROR, SERVER_CHANGED, ACCOUNT_PENDING, REQUEST_PENDING -> true;
            case OPERATION_FAILED, OPERATION_UNCONFIRMED ->
                (content.action() != null && content.action().equals(other.action())) || content.sharesItem(other);
            case REQUEST_APPROVED, REQUEST_DECLINED, REQUEST_EXPIRED, GRANT_ENDING -> false;
        };
    }
}
