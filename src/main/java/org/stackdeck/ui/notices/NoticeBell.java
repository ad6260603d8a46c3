package org.stackdeck.ui.notices;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.Location;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.Caller;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.BadgeCountFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/**
 * Button in the header with the number of unread notices. The button opens a popover with the newest notices, whose
 * content exists only while the popover is open. While the page is hidden, browser notifications show new notices.
 */
@JsModule("context://frontend/js/notifications.js")
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class NoticeBell extends Div {

    private static final String NOTICE = "event.detail";
    private static final int FIRST_SHOWN = 20;
    private static final int MAX_NOTIFICATIONS = 3;

    /**
     * Reports whether the browser shows notifications. This script does not use {@code notifications.js}, because that
     * module may not be loaded yet.
     */
    private static final String REPORT_PERMISSION = "if (window.isSecureContext && window.Notification?.permission"
            + " === 'granted') this.dispatchEvent(new Event('notifications-allowed'))";

    private final transient NoticeService noticeService;
    private final transient NoticeLinks links;
    private final transient NoticeOpener noticeOpener;
    private final transient ViewerPermissions viewerPermissions;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final transient Clock clock;
    private final Messages messages = Messages.current();
    private final transient NoticeMessages texts = new NoticeMessages(messages);
    private final NativeButton button;
    private final Span badge = StyledElements.span("badge", "");
    private final Span announcement = StyledElements.span("sr");
    private final Popover popover = new Popover();
    private @Nullable NoticeList list;
    /** Whether the popover is open. Also read by the thread that loads changes. */
    private volatile boolean open;
    /** Maximum number of listed notices. Also read by the thread that loads changes. */
    private volatile int limit = FIRST_SHOWN;
    /** Whether the browser shows notifications. Also read by the thread that loads changes. */
    private volatile boolean notifying;
    /**
     * Time of the newest notice that was shown as a notification. Before the first notification, the time at which
     * notifications were turned on. Also read by the thread that loads changes.
     */
    private volatile Instant notifiedUntil;

    /** Displayed number of unread notices; negative before the first display. */
    private int unread = -1;

    /**
     * @param newest null if the list is closed
     * @param unnotified notices for which no notification was shown
     */
    private record LoadedNotices(int unread, @Nullable List<Notice> newest, List<Notice> unnotified) {}

    NoticeBell(
            NoticeService noticeService,
            NoticeLinks links,
            NoticeOpener noticeOpener,
            ViewerPermissions viewerPermissions,
            CurrentUser currentUser,
            UiPush uiPush,
            Clock clock) {
        this.noticeService = noticeService;
        this.links = links;
        this.noticeOpener = noticeOpener;
        this.viewerPermissions = viewerPermissions;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.clock = clock;
        notifiedUntil = clock.instant();
        getElement().addEventListener("notifications-allowed", _ -> startNotifying());
        getElement()
                .addEventListener(
                        "notice-opened",
                        event -> openNotice(event.getEventData().get(NOTICE).asString()))
                .addEventData(NOTICE);
        button = NativeButtons.icon("bell", texts.bell(0));
        badge.getElement().setAttribute("aria-hidden", "true");
        badge.setVisible(false);
        button.add(badge);
        // The announcement is outside the button, because screen readers do not announce changes of a button's content.
        announcement.getElement().setAttribute("role", "status");
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(messages.text("notices.title"));
        popover.addOpenedChangeListener(event -> onOpenedChange(event.isOpened()));
        getElement()
                .addEventListener("focusout", _ -> popover.close())
                .setFilter("event.relatedTarget && !element.contains(event.relatedTarget)");
        addClassName("bell");
        add(button, announcement, popover);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        uiPush.bind(
                event, listener -> noticeService.subscribe(caller.userId(), listener), () -> load(caller), this::show);
        // Wake the page for notifications, because a hidden page otherwise receives no updates.
        uiPush.wakeOnChange(
                event, listener -> noticeService.subscribe(caller.userId(), () -> wakeIfNotifying(caller, listener)));
        getElement().executeJs(REPORT_PERMISSION);
    }

    private void startNotifying() {
        notifiedUntil = clock.instant();
        notifying = true;
    }

    private void wakeIfNotifying(Caller caller, Runnable wake) {
        if (notifying && !findUnnotified(caller).isEmpty()) {
            wake.run();
        }
    }

    private List<Notice> findUnnotified(Caller caller) {
        return noticeService.listUnread(caller, NoticeChannel.BROWSER, notifiedUntil, MAX_NOTIFICATIONS);
    }

    private LoadedNotices load(Caller caller) {
        return new LoadedNotices(
                noticeService.countUnread(caller),
                open ? noticeService.listNewest(caller, limit) : null,
                notifying ? findUnnotified(caller) : List.of());
    }

    private void show(LoadedNotices loaded) {
        if (loaded.unread() != unread) {
            String name = texts.bell(loaded.unread());
            button.setAriaLabel(name);
            button.setTitle(name);
            badge.setText(BadgeCountFormatter.text(loaded.unread(), messages.locale()));
            badge.setVisible(loaded.unread() > 0);
            // Do not announce the number when the page is opened.
            announcement.setText(unread >= 0 && loaded.unread() > unread ? name : "");
            unread = loaded.unread();
        }
        if (list != null && loaded.newest() != null) {
            list.show(loaded.newest(), loaded.unread(), limit);
        }
        notifyBrowser(loaded.unnotified());
    }

    /** @param loaded newest first; several notices can have the same time */
    private void notifyBrowser(List<Notice> loaded) {
        List<Notice> unnotified = loaded.reversed().stream()
                .filter(notice -> notice.at().isAfter(notifiedUntil))
                .toList();
        unnotified.forEach(this::notifyBrowser);
        if (!unnotified.isEmpty()) {
            notifiedUntil = unnotified.getLast().at();
        }
    }

    /** Shows only the title, because notifications are also visible on locked screens. */
    private void notifyBrowser(Notice notice) {
        getElement()
                .executeJs(
                        "window.stackdeckNotifications?.show($0, $1, $2)",
                        texts.title(notice.content()),
                        notice.id() + " " + notice.at(),
                        notice.id().toString());
    }

    /** Opens the page of a notice after a click on its browser notification. */
    private void openNotice(String id) {
        noticeOpener
                .open(id)
                .map(Location::new)
                .ifPresent(place -> UI.getCurrentOrThrow().navigate(place.getPath(), place.getQueryParameters()));
        show(load(currentUser.caller()));
    }

    private void onOpenedChange(boolean opened) {
        open = opened;
        limit = FIRST_SHOWN;
        popover.removeAll();
        list = null;
        if (opened) {
            list = new NoticeList(messages, this::item, this::markAllRead, this::showAll);
            popover.add(list);
            show(load(currentUser.caller()));
        }
    }

    private NoticeListItem item(Notice notice) {
        Optional<String> path = links.path(notice.content(), viewerPermissions.effectivePermissions());
        return new NoticeListItem(notice, path, clock, messages, () -> select(notice, path.isPresent()));
    }

    private void select(Notice notice, boolean isLink) {
        noticeService.markRead(currentUser.caller(), notice.id());
        if (isLink) {
            popover.close();
        }
        show(load(currentUser.caller()));
    }

    private void showAll() {
        limit = NoticeService.MAX_PER_USER;
        show(load(currentUser.caller()));
    }

    private void markAllRead() {
        noticeService.markAllRead(currentUser.caller());
        show(load(currentUser.caller()));
    }
}
