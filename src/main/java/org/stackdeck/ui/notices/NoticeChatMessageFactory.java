package org.stackdeck.ui.notices;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.webhook.ChatMessage;
import org.stackdeck.notices.webhook.ChatMessageFactory;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.i18n.Messages;

/**
 * Creates the messages that Stackdeck sends to the webhooks of groups. The component is lazy, because it is needed only
 * if a group has a webhook.
 */
@Component
@Lazy
class NoticeChatMessageFactory implements ChatMessageFactory {

    private final I18NProvider translations;
    private final NoticeLinks links;
    private final PublicUrl publicUrl;

    NoticeChatMessageFactory(I18NProvider translations, NoticeLinks links, PublicUrl publicUrl) {
        this.translations = translations;
        this.links = links;
        this.publicUrl = publicUrl;
    }

    @Override
    public ChatMessage create(NoticeContent content, Locale locale) {
        Messages messages = Messages.forLocale(translations, locale);
        NoticeMessages texts = new NoticeMessages(messages);
        return message(messages, texts.groupTitle(content), texts.detail(content), links.groupPath(content));
    }

    @Override
    public ChatMessage createTest(GroupName group, Locale locale) {
        Messages messages = Messages.forLocale(translations, locale);
        return message(messages, messages.text("notices.group.test", group.value()), "", "");
    }

    private ChatMessage message(Messages messages, String title, String detail, String path) {
        @Nullable String link = publicUrl.isConfigured() ? publicUrl.origin() + "/" + path : null;
        return new ChatMessage(title, detail, link, messages.text("notices.group.link"));
    }
}
