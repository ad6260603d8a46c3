package org.stackdeck.ui.servers;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableBiConsumer;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.Words;

/** Before the way to the menu the one action that makes sense now: start when off, stop when on. */
final class QuickButtons extends RowButtons {

    private static final String QUICK = """
            ${item.quick === 'start' ? html`<button type="button" class="icon-button" tabindex="-1"
            data-act="start" aria-label="${item.quickLabel}" title="${item.quickTitle}" @click="${start}">%s</button>` : ''}${item.quick
            === 'stop' ? html`<button type="button" class="icon-button" tabindex="-1" data-act="stop"
            aria-label="${item.quickLabel}" title="${item.quickTitle}" @click="${stop}">%s</button>` : ''}""".formatted(ICON.formatted("play"), ICON.formatted("stop"));

    private static final String WITH_QUICK = template(QUICK);

    private final Words words;
    private final SerializableBiConsumer<ServerRow, ServerAction> act;

    QuickButtons(Words words, SerializableBiConsumer<ServerRow, ServerAction> act) {
        super(words);
        this.words = words;
        this.act = act;
    }

    @Override
    String template() {
        return WITH_QUICK;
    }

    @Override
    LitRenderer<ServerRow> fill(LitRenderer<ServerRow> renderer) {
        return super.fill(renderer)
                .withProperty("quick", QuickButtons::quick)
                .withProperty(
                        "quickLabel",
                        row -> quick(row).isEmpty()
                                ? ""
                                : words.say("servers.action." + quick(row)) + " "
                                        + row.server().name())
                .withProperty(
                        "quickTitle", row -> quick(row).isEmpty() ? "" : words.say("servers.action." + quick(row)))
                .withFunction("start", row -> act.accept(row, ServerAction.START))
                .withFunction("stop", row -> act.accept(row, ServerAction.STOP));
    }

    private static String quick(ServerRow row) {
        if (row.can(ServerAction.START)) {
            return ServerAction.START.word();
        }
        return row.can(ServerAction.STOP) && row.state().group() == StateGroup.RUNNING ? ServerAction.STOP.word() : "";
    }
}
