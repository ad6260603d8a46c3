package org.stackdeck.ui.notices;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.mail.MailContent;
import org.stackdeck.identity.mail.MailContent.MailItem;
import org.stackdeck.identity.mail.MailContent.MailLink;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeMailContentFactory;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.i18n.Messages;

/**
 * Creates e-mails with the texts and links of the notices in the header. Subjects contain no names of servers or users.
 * The component is lazy, because only a periodic task uses it.
 */
@Component
@Lazy
class NoticeMailContents implements NoticeMailContentFactory {

    private final I18NProvider translations;
    private final NoticeLinks links;
    private final AccessDecisionService accessDecisionService;
    private final PublicUrl publicUrl;

    NoticeMailContents(
            I18NProvider translations,
            NoticeLinks links,
            AccessDecisionService accessDecisionService,
            PublicUrl publicUrl) {
        this.translations = translations;
        this.links = links;
        this.accessDecisionService = accessDecisionService;
        this.publicUrl = publicUrl;
    }

    @Override
    public MailContent create(UserId user, List<Notice> shown, int total, Locale locale) {
        Messages messages = Messages.forLocale(translations, locale);
        NoticeMessages texts = new NoticeMessages(messages);
        EffectivePermissions permissions = accessDecisionService.permissions(user);
        List<MailItem> items = shown.stream()
                .map(notice -> new MailItem(
                        texts.title(notice.content()),
                        texts.detail(notice.content()),
                        links.path(notice.content(), permissions)
                                .map(this::absolute)
                                .orElse(null)))
                .toList();
        String subject =
                total == 1 ? texts.title(shown.getFirst().content()) : messages.text("mail.NOTICES.subject", total);
        List<String> paragraphs =
                total > shown.size() ? List.of(messages.text("mail.NOTICES.more", shown.size(), total)) : List.of();
        return new MailContent(
                subject,
                paragraphs,
                items,
                null,
                new MailLink(messages.text("mail.NOTICES.link"), absolute("account")),
                messages.text("mail.NOTICES.footer"));
    }

    private String absolute(String path) {
        return publicUrl.origin() + "/" + path;
    }
}
