package org.stackdeck.ui.notices;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.Caller;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.BadgeCountFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/**
 * Button in the header with the number of unread notices. Opens a popover with the newest notices, whose content exists
 * only while it is open.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class NoticeBell extends Div {

    private static final int MAX_SHOWN = 20;

    private final transient NoticeService noticeService;
    private final transient NoticeLinks links;
    private final transient ViewerPermissions viewerPermissions;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final transient Clock clock;
    private final Messages messages = Messages.current();
    private final transient NoticeMessages texts = new NoticeMessages(messages);
    private final NativeButton button;
    private final Span badge = StyledElements.span("badge", "");
    private final Span announcement = new Span();
    private final Popover popover = new Popover();
    private @Nullable NoticeList list;
    /** Also read by the thread that loads changes. */
    private volatile boolean open;

    /** Displayed number; negative before the first display. */
    private int unread = -1;

    /** @param newest null if the list is closed */
    private record LoadedNotices(int unread, @Nullable List<Notice> newest) {}

    NoticeBell(
            NoticeService noticeService,
            NoticeLinks links,
            ViewerPermissions viewerPermissions,
            CurrentUser currentUser,
            UiPush uiPush,
            Clock clock) {
        this.noticeService = noticeService;
        this.links = links;
        this.viewerPermissions = viewerPermissions;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.clock = clock;
        button = NativeButtons.icon("bell", texts.bell(0));
        badge.getElement().setAttribute("aria-hidden", "true");
        badge.setVisible(false);
        button.add(badge);
        // Outside the button, because screen readers do not announce changes of its content.
        announcement.addClassName("sr");
        announcement.getElement().setAttribute("role", "status");
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(messages.text("notices.title"));
        popover.addOpenedChangeListener(event -> onOpenedChange(event.isOpened()));
        addClassName("bell");
        add(button, announcement, popover);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        uiPush.bind(
                event, listener -> noticeService.subscribe(caller.userId(), listener), () -> load(caller), this::show);
    }

    private LoadedNotices load(Caller caller) {
        return new LoadedNotices(
                noticeService.countUnread(caller), open ? noticeService.listNewest(caller, MAX_SHOWN) : null);
    }

    private void show(LoadedNotices loaded) {
        if (loaded.unread() != unread) {
            String name = texts.bell(loaded.unread());
            button.setAriaLabel(name);
            button.setTitle(name);
            badge.setText(BadgeCountFormatter.text(loaded.unread(), messages.locale()));
            badge.setVisible(loaded.unread() > 0);
            // Not announced when the page is opened.
            announcement.setText(unread >= 0 && loaded.unread() > unread ? name : "");
            unread = loaded.unread();
        }
        if (list != null && loaded.newest() != null) {
            list.show(loaded.newest(), loaded.unread());
        }
    }

    private void onOpenedChange(boolean opened) {
        open = opened;
        popover.removeAll();
        list = null;
        if (opened) {
            list = new NoticeList(messages, this::item, this::markAllRead);
            popover.add(list);
            show(load(currentUser.caller()));
        }
    }

    private NoticeListItem item(Notice notice) {
        Optional<String> path = links.path(notice.content(), viewerPermissions.effectivePermissions());
        return new NoticeListItem(notice, path, clock.instant(), messages, () -> select(notice, path.isPresent()));
    }

    private void select(Notice notice, boolean isLink) {
        noticeService.markRead(currentUser.caller(), notice.id());
        if (isLink) {
            popover.close();
        }
        show(load(currentUser.caller()));
    }

    private void markAllRead() {
        noticeService.markAllRead(currentUser.caller());
        show(load(currentUser.caller()));
    }
}
