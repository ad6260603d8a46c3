package org.stackdeck.ui.notices;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeId;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;

/** Marks notices of the current user as read and determines the pages to which they link. */
@Component
@UIScope
class NoticeOpener {

    private final NoticeService noticeService;
    private final NoticeLinks links;
    private final ViewerPermissions viewerPermissions;
    private final CurrentUser currentUser;

    NoticeOpener(
            NoticeService noticeService,
            NoticeLinks links,
            ViewerPermissions viewerPermissions,
            CurrentUser currentUser) {
        this.noticeService = noticeService;
        this.links = links;
        this.viewerPermissions = viewerPermissions;
        this.currentUser = currentUser;
    }

    /**
     * Marks the notice as read.
     *
     * @param id text from the browser
     * @return the path of the page; empty if the notice is unknown, or if the user cannot see the page or its object
     */
    Optional<String> open(String id) {
        Caller caller = currentUser.caller();
        Optional<Notice> found = parse(id)
                .flatMap(noticeId -> noticeService.listNewest(caller, NoticeService.MAX_PER_USER).stream()
                        .filter(notice -> notice.id().equals(noticeId))
                        .findFirst());
        found.ifPresent(notice -> noticeService.markRead(caller, notice.id()));
        return found.flatMap(notice -> links.path(notice.content(), viewerPermissions.effectivePermissions()));
    }

    private static Optional<NoticeId> parse(String id) {
        try {
            return Optional.of(new NoticeId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
