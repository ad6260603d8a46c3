package org.stackdeck.identity.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content of a message in the language of the recipient. The renderer replaces control characters, because texts can
 * contain names of servers.
 *
 * @param subject must not contain names that other users can choose
 * @param paragraphs texts before the items
 * @param code secret for the recipient; null for none
 * @param link shown after the paragraphs, or in the footer if there are items; null for none
 * @param footer reason why the recipient receives the message
 */
public record MailContent(
        String subject,
        List<String> paragraphs,
        List<MailItem> items,
        @Nullable String code,
        @Nullable MailLink link,
        String footer) {

    /**
     * Entry of a list.
     *
     * @param detail empty for none
     * @param url null for none
     */
    public record MailItem(
            String title, String detail, @Nullable String url) {}

    /** @param url absolute URL of a page of Stackdeck */
    public record MailLink(String label, String url) {}

    public MailContent {
        paragraphs = List.copyOf(paragraphs);
        items = List.copyOf(items);
    }

    /** Omits the texts, which can contain a code. */
    @Override
    public String toString() {
        return "MailContent[…]";
    }
}
