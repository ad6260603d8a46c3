package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Recent changes to the user's sign-in methods, so that the user can detect changes by other people. */
final class SecurityNoticesSection extends ListSection {

    SecurityNoticesSection(SecurityNoticeService securityNoticeService, CurrentUser currentUser, Messages messages) {
        super(messages, "account.notices");
        List<SecurityNotice> newest = securityNoticeService.listRecent(currentUser.caller());
        newest.forEach(this::addRow);
        setVisible(!newest.isEmpty());
        securityNoticeService.markSeen(currentUser.caller());
    }

    private void addRow(SecurityNotice securityNotice) {
        Div when = times();
        when.getElement().appendChild(time(securityNotice.at()));
        addRow(
                name(
                        StyledElements.span(
                                securityNotice.seen() ? "muted" : "strong",
                                messages.text("account.notices." + securityNotice.kind())),
                        StyledElements.span("muted mono", securityNotice.source())),
                when);
    }
}
