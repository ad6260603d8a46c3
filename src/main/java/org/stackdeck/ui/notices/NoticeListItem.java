package org.stackdeck.ui.notices;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.time.Clock;
import java.util.Optional;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.RelativeTime;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Row of a notice: a link, or a button that only marks the notice as read. */
final class NoticeListItem extends ListItem {

    private final Span unreadLabel;
    private final Component face;

    /**
     * @param path path of the page to which the notice links; empty for none
     * @param selected runs when the user selects the notice
     */
    NoticeListItem(Notice notice, Optional<String> path, Clock clock, Messages messages, Runnable selected) {
        NoticeMessages texts = new NoticeMessages(messages);
        unreadLabel = StyledElements.span("sr", messages.text("notices.unread-label"));
        Span text = StyledElements.span(
                "text",
                unreadLabel,
                StyledElements.span("strong", texts.title(notice.content())),
                StyledElements.span("detail", texts.detail(notice.content())));
        face = path.<Component>map(target -> link(target, selected)).orElseGet(() -> new LightweightButton(selected));
        face.getElement()
                .appendChild(
                        new SpriteIcon(icon(notice.kind())).getElement(),
                        text.getElement(),
                        RelativeTime.ago(clock, notice.at()).getElement());
        addClassName("notice");
        add(face);
        setRead(notice.read());
    }

    private static RouterLink link(String path, Runnable selected) {
        RouterLink link = new RouterLink();
        link.getElement().setAttribute("href", path);
        link.getElement().addEventListener("click", _ -> selected.run());
        return link;
    }

    void focus() {
        face.getElement().callJsFunction("focus");
    }

    void setRead(boolean read) {
        setClassName("unread", !read);
        unreadLabel.setVisible(!read);
    }

    private static String icon(NoticeKind kind) {
        return switch (kind) {
            case REQUEST_APPROVED -> "s-done";
            case REQUEST_DECLINED -> "s-off";
            case OPERATION_FAILED, SERVER_ERROR -> "s-error";
            case OPERATION_UNCONFIRMED -> "s-unknown";
            case SERVER_CHANGED -> "server";
            case REQUEST_EXPIRED, GRANT_ENDING -> "clock";
            case ACCOUNT_PENDING -> "user";
            case REQUEST_PENDING -> "inbox";
        };
    }
}
