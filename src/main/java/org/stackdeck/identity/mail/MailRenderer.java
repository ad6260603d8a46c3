package org.stackdeck.identity.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.InvisibleCharacters;
import org.stackdeck.platform.PublicUrl;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Creates both parts of a message from the templates {@code mail/message.html} and {@code mail/message.txt}. */
@Component
class MailRenderer {

    private static final int MAX_LINE_LENGTH = 500;

    private final PublicUrl publicUrl;
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    MailRenderer(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
        engine.setTemplateResolvers(Set.of(resolver(TemplateMode.HTML, ".html"), resolver(TemplateMode.TEXT, ".txt")));
    }

    private static ClassLoaderTemplateResolver resolver(TemplateMode mode, String suffix) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(MailRenderer.class.getClassLoader());
        resolver.setPrefix("templates/mail/");
        resolver.setResolvablePatterns(Set.of("*" + suffix));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCheckExistence(true);
        return resolver;
    }

    RenderedMail render(EmailAddress to, MailContent content, Locale locale) {
        MailContent clean = clean(content);
        Context context = new Context(
                locale, Map.of("mail", clean, "language", locale.toLanguageTag(), "origin", publicUrl.origin()));
        return new RenderedMail(
                to, clean.subject(), engine.process("message.txt", context), engine.process("message.html", context));
    }

    private static MailContent clean(MailContent content) {
        return new MailContent(
                clean(content.subject()),
                content.paragraphs().stream().map(MailRenderer::clean).toList(),
                content.items().stream()
                        .map(item -> new MailContent.MailItem(clean(item.title()), clean(item.detail()), item.url()))
                        .toList(),
                content.code(),
                content.link(),
                clean(content.footer()));
    }

    /**
     * Truncates a long text, and replaces line breaks and other control and format characters with spaces. A name with
     * such characters could imitate other lines or headers.
     */
    private static String clean(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(MAX_LINE_LENGTH)
                .map(character -> InvisibleCharacters.isInvisible(character) ? ' ' : character)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
