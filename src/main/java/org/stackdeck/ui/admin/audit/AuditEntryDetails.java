package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.component.html.DescriptionList;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.ui.i18n.Messages;

/** Lists all values of an audit entry, both translated and as stored. */
final class AuditEntryDetails extends DescriptionList {

    private final Messages messages;

    AuditEntryDetails(NumberedAuditEntry written, Messages messages, AuditMessages auditMessages) {
        this.messages = messages;
        AuditEntry entry = written.entry();
        addClassNames("facts", "trail-facts");
        addFact("number", String.valueOf(written.sequence()));
        addFact(
                "time",
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG)
                        .withLocale(messages.locale())
                        .withZone(messages.zone())
                        .format(written.at()));
        addFact("utc", written.at().atOffset(ZoneOffset.UTC).toString());
        addFact("actor", join(entry.actor(), entry.actorId()));
        addFact("source", auditMessages.source(entry));
        addFact("action", join(auditMessages.action(entry), entry.action()));
        addFact("object", auditMessages.object(entry));
        addFact("id", entry.objectId());
        addFact("result", auditMessages.result(entry));
        addFact("request", auditMessages.request(entry));
        addFact("detail", auditMessages.detail(entry));
        addFact("raw", entry.detailText());
    }

    private void addFact(String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            add(new Term(messages.text("admin.audit.fact." + key)), new Description(value));
        }
    }

    private static String join(String text, @Nullable String code) {
        return code == null || code.equals(text) ? text : text + " · " + code;
    }
}
