package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditRecord;

/** Cell renderers of the audit trail. All content is bound as text. */
final class AuditCellRenderers {

    private static final String RESULT = """
            <span class="state ${item.tone}"><svg class="s s-${item.tone}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="w">${item.word}</span></span>
            """;

    private final AuditMessages messages;

    AuditCellRenderers(AuditMessages messages) {
        this.messages = messages;
    }

    LitRenderer<AuditRecord> actor() {
        return text(AuditEntry::actor, AuditEntry::actorId);
    }

    LitRenderer<AuditRecord> action() {
        return text(messages::action, AuditEntry::action);
    }

    LitRenderer<AuditRecord> object() {
        return text(messages::object, AuditCellRenderers::raw);
    }

    LitRenderer<AuditRecord> source() {
        return text(messages::source, AuditEntry::source);
    }

    LitRenderer<AuditRecord> detail() {
        return text(messages::detail, AuditEntry::detail);
    }

    LitRenderer<AuditRecord> time() {
        return LitRenderer.<AuditRecord>of("<sd-time class='muted' .at=${item.at}></sd-time>")
                .withProperty("at", record -> record.at().toEpochMilli());
    }

    LitRenderer<AuditRecord> result() {
        return withResult(LitRenderer.of(RESULT));
    }

    /** All values of an entry in one cell, for narrow windows. */
    LitRenderer<AuditRecord> card() {
        String template = "<div class='card'><div class='top'><span class='strong clip'>${item.action}</span>"
                + "<sd-time class='muted' .at=${item.at}></sd-time></div>" + RESULT
                + "<div class='bottom muted'><span class='clip'>${item.object}</span><span>${item.actor}</span></div></div>";
        return withResult(LitRenderer.of(template))
                .withProperty("action", record -> messages.action(record.entry()))
                .withProperty("object", record -> messages.object(record.entry()))
                .withProperty("actor", record -> record.entry().actor())
                .withProperty("at", record -> record.at().toEpochMilli());
    }

    /** @param raw the stored value, shown as tooltip */
    private static LitRenderer<AuditRecord> text(
            ValueProvider<AuditEntry, String> text, ValueProvider<AuditEntry, @Nullable String> raw) {
        return LitRenderer.<AuditRecord>of("<span class='clip' title='${item.raw}'>${item.text}</span>")
                .withProperty("text", record -> text.apply(record.entry()))
                .withProperty("raw", record -> Objects.requireNonNullElse(raw.apply(record.entry()), ""));
    }

    private LitRenderer<AuditRecord> withResult(LitRenderer<AuditRecord> renderer) {
        return renderer.withProperty("tone", record -> tone(record.entry().result()))
                .withProperty(
                        "icon",
                        record -> "frontend/icons/icons.svg#"
                                + icon(record.entry().result()))
                .withProperty("word", record -> messages.result(record.entry()));
    }

    private static String raw(AuditEntry entry) {
        return Stream.of(entry.objectType(), entry.objectId())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String tone(AuditEntry.Result result) {
        return switch (result) {
            case SUCCESS -> "running";
            case ACCEPTED -> "moving";
            case REFUSED -> "attention";
            case FAILED -> "error";
        };
    }

    private static String icon(AuditEntry.Result result) {
        return switch (result) {
            case SUCCESS -> "s-done";
            case ACCEPTED -> "s-waiting";
            case REFUSED -> "s-attention";
            case FAILED -> "s-error";
        };
    }
}
