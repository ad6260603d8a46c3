package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.ListSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Section that lists recent security events of the account, such as new passkeys. The user can thus detect actions by
 * other people. The events count as seen afterwards.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class SecurityNoticesSection extends ListSection {

    SecurityNoticesSection(SecurityNoticeService securityNoticeService, CurrentUser currentUser) {
        super(Messages.current(), "account.notices");
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
