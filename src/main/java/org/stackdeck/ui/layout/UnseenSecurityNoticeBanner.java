package org.stackdeck.ui.layout;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Banner that reports changes to the user's sign-in methods that the user has not seen yet. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class UnseenSecurityNoticeBanner extends Div {

    UnseenSecurityNoticeBanner(SecurityNoticeService securityNoticeService, CurrentUser currentUser) {
        Messages messages = Messages.current();
        int unseen = securityNoticeService.countUnseen(currentUser.caller());
        addClassName("banners");
        if (unseen == 0) {
            setVisible(false);
            return;
        }
        Anchor look = new Anchor("account", messages.text("account.notices.look"));
        look.addClassNames("button", "small");
        look.getElement().addEventListener("click", _ -> setVisible(false));
        NativeButton away = NativeButtons.icon("x", messages.text("app.close"));
        away.addClickListener(_ -> setVisible(false));
        Div banner = StyledElements.div(
                "banner",
                new SpriteIcon("shield"),
                new Span(messages.text("account.notices.news", unseen)),
                look,
                away);
        banner.getElement().setAttribute("role", "status");
        add(banner);
    }
}
