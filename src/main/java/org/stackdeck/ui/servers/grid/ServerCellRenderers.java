package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.protection.DeletionProtectionActions;

/**
 * Renderers for the cells of the server grid. Cells are client-side templates: no component is created per cell, and
 * values from the cloud are inserted as text.
 */
public final class ServerCellRenderers {

    private static final String STATE = """
            <span class="state ${item.tone}"><svg class="s s-${item.tone} ${item.moving ? 'spin' : ''}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="clip"><span class="w">${item.word}</span>${item.why
            ? html`<span class="why" title="${item.why}">${item.why}</span>` : ''}</span></span>
            """;
    private static final String STRIPE = """
            ${item.moving ? html`<span class="stripe ${item.percent ? '' : 'endless'}"
            style="${item.percent ? '--done:' + item.percent + '%' : ''}"></span>` : ''}
            """;
    private static final String PICK = """
            ${item.pickLabel ? html`<input type="checkbox" class="pick" tabindex="-1" .checked="${item.picked}"
            aria-label="${item.pickLabel}" @click="${pick}">` : ''}
            """;
    /** The box around the checkbox is clickable too, to enlarge the touch target. */
    private static final String CARD_PICK = """
            ${item.pickLabel ? html`<label class="pick-box"><input type="checkbox" class="pick" .checked="${item.picked}"
            aria-label="${item.pickLabel}" @click="${pick}"></label>` : ''}
            """;

    private static final String NAME =
            """
            <span class="name">${item.cloud ? html`<a class="clip n" title="${item.name}"
            aria-current="${item.open}"
            href="servers/${encodeURIComponent(item.cloud)}/${encodeURIComponent(item.unnamed)}">${item.name
            || item.unnamed}</a>` : html`<span class="clip n" title="${item.name}">${item.name}</span>`}${item.locked
            ? html`<span class="lock" role="img" aria-label="${item.locked}" title="${item.locked}">%s</span>`
            : ''}${item.shielded
            ? html`<span class="lock" role="img" aria-label="${item.shielded}" title="${item.shielded}">%s</span>`
            : ''}</span>
            """.formatted(RowMenuButtonTemplate.ICON.formatted("lock"), RowMenuButtonTemplate.ICON.formatted("shield"));
    private static final String ADDRESSES =
            """
            ${item.ip ? html`<span class="addr"><span class="mono clip">${item.ip}</span><button type="button" class="copy"
            data-copy="${item.ip}" aria-label="${item.copy}">%s%s</button>${item.more
            ? html`<span class="more" title="${item.all}">${item.more}</span>` : ''}</span>`
            : html`<span class="faint none">–</span>`}
            """.formatted(RowMenuButtonTemplate.ICON.formatted("copy"), RowMenuButtonTemplate.ICON.formatted("check"));
    private static final String FLAVOR = """
            <span class="spec" title="${item.flavor}">${item.cpus ? html`${item.cpus} <u>vCPU</u><i>·</i>${item.ram} <u>${item.ramUnit}</u>${item.disk
            ? html`<i>·</i>${item.disk} <u>GB</u>` : ''}` : item.flavor}</span>
            """;
    private static final String OWNER = """
            ${item.owner ? html`<span class="clip ${item.own ? '' : 'muted'}" title="${item.ownerTitle}">${item.owner}</span>`
            : html`<span class="faint none">–</span>`}
            """;
    private static final String TAGS =
            "<span class='tags'>${item.tags.map(tag => html`<span class='tag'>${tag}</span>`)}</span>";
    private static final String STATE_AND_STRIPE = STATE + STRIPE;
    private static final String CARD_TOP = "<div class='card'><div class='top'>";
    private static final String CARD_REST = "</div><div class='middle'>" + STATE + OWNER + "</div><div class='bottom'>"
            + ADDRESSES + FLAVOR + "</div>" + STRIPE + "</div>";
    /**
     * Templates of cards by the parts before and after the name. Cached because a template is long and every grid
     * retains it.
     */
    private static final Map<CardEnds, String> CARDS = new ConcurrentHashMap<>();

    private record CardEnds(String before, String after) {}

    private final Messages messages;
    private final RowMenuButtonTemplate button;
    private final ValueProvider<ServerRow, Boolean> open;

    /** @param open returns whether the detail pane shows the server of the row */
    ServerCellRenderers(Messages messages, RowMenuButtonTemplate button, ValueProvider<ServerRow, Boolean> open) {
        this.messages = messages;
        this.button = button;
        this.open = open;
    }

    LitRenderer<ServerRow> state() {
        return withState(LitRenderer.of(STATE_AND_STRIPE));
    }

    /** Returns the renderer of the checkbox that selects the row for bulk actions. */
    LitRenderer<ServerRow> checkbox(ServerSelection serverSelection, SerializableConsumer<ServerRow> toggle) {
        return withPick(LitRenderer.of(PICK), serverSelection, toggle);
    }

    private LitRenderer<ServerRow> withPick(
            LitRenderer<ServerRow> renderer, ServerSelection serverSelection, SerializableConsumer<ServerRow> toggle) {
        return renderer.withProperty("picked", row -> serverSelection.contains(row.key()))
                .withProperty(
                        "pickLabel",
                        row -> row.exists()
                                ? messages.text(
                                        "servers.bulk.pick", row.server().name())
                                : "")
                .withFunction("pick", toggle);
    }

    LitRenderer<ServerRow> name() {
        return withName(LitRenderer.of(NAME));
    }

    LitRenderer<ServerRow> addresses() {
        return withAddresses(LitRenderer.of(ADDRESSES));
    }

    LitRenderer<ServerRow> flavor() {
        return withFlavor(LitRenderer.of(FLAVOR));
    }

    LitRenderer<ServerRow> image() {
        return text(row -> imageText(row.server(), messages));
    }

    LitRenderer<ServerRow> project() {
        return text(row -> row.server().project().name());
    }

    LitRenderer<ServerRow> host() {
        return text(row -> Objects.requireNonNullElse(row.server().host(), "–"));
    }

    LitRenderer<ServerRow> age() {
        return LitRenderer.<ServerRow>of("<sd-age class='muted' .since=${item.created}></sd-age>")
                .withProperty("created", row -> row.server().created().toEpochMilli());
    }

    LitRenderer<ServerRow> owner() {
        return withOwner(LitRenderer.of(OWNER));
    }

    LitRenderer<ServerRow> tags() {
        return LitRenderer.<ServerRow>of(TAGS)
                .withProperty(
                        "tags", row -> row.server().tags().stream().sorted().toList());
    }

    LitRenderer<ServerRow> actions() {
        return button.addProperties(LitRenderer.of(button.template()));
    }

    /** Returns the renderer of a card with the main data of a server, for narrow windows. */
    LitRenderer<ServerRow> card() {
        return card("");
    }

    /** Returns the renderer of a card with a checkbox. */
    LitRenderer<ServerRow> card(ServerSelection serverSelection, SerializableConsumer<ServerRow> toggle) {
        return withPick(card(CARD_PICK), serverSelection, toggle);
    }

    private LitRenderer<ServerRow> card(String before) {
        String template = CARDS.computeIfAbsent(
                new CardEnds(before, button.template()),
                cardEnds -> CARD_TOP + cardEnds.before() + NAME + cardEnds.after() + CARD_REST);
        return button.addProperties(
                withFlavor(withAddresses(withOwner(withName(withState(LitRenderer.of(template)))))));
    }

    private LitRenderer<ServerRow> withState(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("tone", row -> row.state().group().tone().cssClass())
                .withProperty(
                        "icon",
                        row -> "frontend/icons/icons.svg#" + row.state().group().icon())
                .withProperty("word", this::stateWord)
                .withProperty(
                        "why",
                        row -> Optional.ofNullable(row.state().reason())
                                .map(messages::text)
                                .orElse(""))
                .withProperty("moving", row -> row.state().isMoving())
                .withProperty("percent", row -> row.state().percent());
    }

    private LitRenderer<ServerRow> withName(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("name", row -> row.server().name())
                .withProperty("open", open)
                .withProperty("unnamed", row -> row.server().id().value())
                // A pending server has no page.
                .withProperty(
                        "cloud", row -> row.exists() ? row.server().cloud().value() : "")
                .withProperty("locked", row -> lockText(row.server(), messages))
                .withProperty("shielded", row -> protectionText(row, messages));
    }

    private LitRenderer<ServerRow> withOwner(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("owner", row -> owner(row).orElse(""))
                .withProperty(
                        "ownerTitle",
                        row -> owner(row)
                                .map(name -> messages.text("touch.owner", name))
                                .orElse(""))
                .withProperty("own", ServerRow::own);
    }

    private static Optional<String> owner(ServerRow row) {
        return Optional.ofNullable(row.owner())
                .map(serverOwner -> serverOwner.name().value());
    }

    private LitRenderer<ServerRow> withAddresses(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty(
                        "ip",
                        row -> addresses(row).isEmpty() ? "" : addresses(row).getFirst())
                .withProperty(
                        "copy",
                        row -> addresses(row).isEmpty()
                                ? ""
                                : messages.text("servers.copy", addresses(row).getFirst()))
                .withProperty(
                        "more",
                        row -> addresses(row).size() > 1 ? "+" + (addresses(row).size() - 1) : "")
                .withProperty("all", row -> String.join("\n", addresses(row)));
    }

    private LitRenderer<ServerRow> withFlavor(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("flavor", row -> row.server().flavor().name())
                .withProperty("cpus", row -> row.server().flavor().vcpus())
                .withProperty(
                        "ram",
                        row -> MemorySizeFormatter.amount(row.server().flavor().ramMib(), messages.locale()))
                .withProperty(
                        "ramUnit",
                        row -> MemorySizeFormatter.unit(row.server().flavor().ramMib()))
                .withProperty("disk", row -> row.server().flavor().diskGib());
    }

    private static LitRenderer<ServerRow> text(ValueProvider<ServerRow, String> text) {
        return LitRenderer.<ServerRow>of("<span class='muted clip' title='${item.text}'>${item.text}</span>")
                .withProperty("text", text);
    }

    private String stateWord(ServerRow row) {
        String word = messages.text("servers.state." + row.state().labelKey());
        Integer percent = row.state().percent();
        return percent == null ? word : messages.text("servers.state.percent", word, percent);
    }

    public static String imageText(Server server, Messages messages) {
        if (server.image() == null) {
            return messages.text("servers.image.volume");
        }
        return server.image().name() == null
                ? messages.text("servers.image.unknown")
                : server.image().name();
    }

    /** Returns the text of the lock icon; empty for an unlocked server. */
    public static String lockText(Server server, Messages messages) {
        if (!server.locked()) {
            return "";
        }
        return server.lockedReason() == null || server.lockedReason().isBlank()
                ? messages.text("servers.locked")
                : messages.text("servers.locked.because", server.lockedReason());
    }

    /** Returns the text of the shield icon; empty for an unprotected server. */
    public static String protectionText(ServerRow row, Messages messages) {
        DeletionProtection deletionProtection = row.protection();
        return deletionProtection == null ? "" : DeletionProtectionActions.text(deletionProtection, messages);
    }

    /** Returns the addresses. Floating IPs come first because users connect to them. */
    private static List<String> addresses(ServerRow row) {
        List<ServerAddress> all = row.server().addresses();
        return Stream.concat(
                        all.stream().filter(ServerAddress::floating),
                        all.stream().filter(serverAddress -> !serverAddress.floating()))
                .map(ServerAddress::ip)
                .toList();
    }
}
