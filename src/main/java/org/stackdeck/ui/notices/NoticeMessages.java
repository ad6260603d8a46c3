package org.stackdeck.ui.notices;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;

/** Texts of notices in the user's language. */
@ViewLogic
final class NoticeMessages {

    private final Messages messages;

    NoticeMessages(Messages messages) {
        this.messages = messages;
    }

    /** Returns the text of the event. The texts of most kinds contain the number of occurrences. */
    String title(NoticeContent content) {
        String key = "notices." + content.kind();
        return switch (content.kind()) {
            case OPERATION_FAILED, OPERATION_UNCONFIRMED, SERVER_CHANGED ->
                action(content.action())
                        .map(action -> messages.text(key, action, content.count()))
                        .orElseGet(() -> messages.text(key + ".several", content.count()));
            case SERVER_ERROR, ACCOUNT_PENDING, REQUEST_PENDING -> messages.text(key, content.count());
            case REQUEST_APPROVED, REQUEST_DECLINED, REQUEST_EXPIRED, GRANT_ENDING -> messages.text(key);
        };
    }

    /** Returns the text of the event for a group. The text does not address a single user. */
    String groupTitle(NoticeContent content) {
        String key = "notices.group." + content.kind();
        return switch (content.kind()) {
            case SERVER_CHANGED ->
                action(content.action())
                        .map(action -> messages.text(key, action, content.count()))
                        .orElseGet(() -> messages.text(key + ".other", content.count()));
            case SERVER_ERROR -> messages.text(key, content.count());
            case REQUEST_APPROVED, REQUEST_DECLINED, REQUEST_EXPIRED, GRANT_ENDING -> messages.text(key);
            case OPERATION_FAILED, OPERATION_UNCONFIRMED, ACCOUNT_PENDING, REQUEST_PENDING -> title(content);
        };
    }

    /**
     * Returns the names of the objects, the actor, the end date of the access and the reason. Omits unknown parts.
     */
    String detail(NoticeContent content) {
        List<String> parts = new ArrayList<>();
        if (!content.items().isEmpty()) {
            parts.add(names(content));
        }
        if (content.actor() != null) {
            parts.add(messages.text("notices.by", content.actor()));
        }
        Instant until = content.until();
        if (until != null) {
            parts.add(messages.text("notices.until", until));
        }
        if (NoticeContent.OUTSIDE.equals(content.reason())) {
            parts.add(messages.text("notices.outside"));
        } else if (content.reason() != null) {
            messages.findText("operation.failure." + content.reason()).ifPresent(parts::add);
        }
        return String.join(" · ", parts);
    }

    private static String names(NoticeContent content) {
        String names = content.items().stream()
                .map(item -> item.name().isBlank() ? item.id() : item.name())
                .collect(Collectors.joining(", "));
        return content.items().size() == NoticeContent.MAX_ITEMS && content.count() > NoticeContent.MAX_ITEMS
                ? names + ", …"
                : names;
    }

    private Optional<String> action(@Nullable String name) {
        return CloudAction.all()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .map(action -> messages.text(OperationLabels.action(action)))
                .or(() -> messages.findText("server-change." + name));
    }

    /** Returns the accessible name of the bell. */
    String bell(int unread) {
        return unread == 0 ? messages.text("notices.title") : messages.text("notices.unread", unread);
    }
}
