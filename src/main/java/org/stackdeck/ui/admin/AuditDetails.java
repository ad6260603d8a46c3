package org.stackdeck.ui.admin;

import com.vaadin.flow.component.html.DescriptionList;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.ui.component.Words;

/** All values of an audit entry, translated and as stored. */
final class AuditDetails extends DescriptionList {

    private static final Pattern REQUEST = Pattern.compile("\\brequest=(\\S+)");

    private final Words words;

    AuditDetails(AuditRecord written, Words words, AuditWords says) {
        this.words = words;
        AuditEntry entry = written.entry();
        addClassNames("facts", "trail-facts");
        fact("number", String.valueOf(written.sequence()));
        fact(
                "time",
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG)
                        .withLocale(words.locale())
                        .withZone(words.zone())
                        .format(written.at()));
        fact("utc", written.at().atOffset(ZoneOffset.UTC).toString());
        fact("actor", join(entry.actor(), entry.actorId()));
        fact("source", says.source(entry));
        fact("action", join(says.action(entry), entry.action()));
        fact("object", says.object(entry));
        fact("id", entry.objectId());
        fact("result", says.result(entry));
        fact("request", request(entry.detail()));
        fact("detail", says.detail(entry));
        fact("raw", entry.detail());
    }

    private void fact(String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            add(new Term(words.say("admin.audit.fact." + key)), new Description(value));
        }
    }

    private static String join(String words, @Nullable String code) {
        return code == null || code.equals(words) ? words : words + " · " + code;
    }

    private static @Nullable String request(@Nullable String detail) {
        Matcher request = REQUEST.matcher(detail == null ? "" : detail);
        return request.find() ? request.group(1) : null;
    }
}
