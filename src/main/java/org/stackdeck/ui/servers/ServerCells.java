package org.stackdeck.ui.servers;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.Protection;
import org.stackdeck.ui.component.Sizes;
import org.stackdeck.ui.component.Words;

/**
 * Renderers for the cells of the server grid. Cells are client-side templates: no component is created per cell, and
 * values from the cloud are inserted as text.
 */
final class ServerCells {

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
    /** The surrounding box is clickable too, as a touch target. */
    private static final String CARD_PICK = """
            ${item.pickLabel ? html`<label class="pick-box"><input type="checkbox" class="pick" .checked="${item.picked}"
            aria-label="${item.pickLabel}" @click="${pick}"></label>` : ''}
            """;

    private static final String NAME =
            """
            <span class="name">${item.cloud ? html`<a class="clip n" title="${item.name}"
            href="servers/${encodeURIComponent(item.cloud)}/${encodeURIComponent(item.unnamed)}">${item.name
            || item.unnamed}</a>` : html`<span class="clip n" title="${item.name}">${item.name}</span>`}${item.locked
            ? html`<span class="lock" role="img" aria-label="${item.locked}" title="${item.locked}">%s</span>`
            : ''}${item.shielded
            ? html`<span class="lock" role="img" aria-label="${item.shielded}" title="${item.shielded}">%s</span>`
            : ''}</span>
            """.formatted(RowButtons.ICON.formatted("lock"), RowButtons.ICON.formatted("shield"));
    private static final String ADDRESSES =
            """
            ${item.ip ? html`<span class="addr"><span class="mono clip">${item.ip}</span><button type="button" class="copy"
            data-copy="${item.ip}" aria-label="${item.copy}">%s%s</button>${item.more
            ? html`<span class="more" title="${item.all}">${item.more}</span>` : ''}</span>`
            : html`<span class="faint none">–</span>`}
            """.formatted(RowButtons.ICON.formatted("copy"), RowButtons.ICON.formatted("check"));
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
    /** Templates of cards by their buttons. Cached because the text is long and every grid retains it. */
    private static final Map<Ends, String> CARDS = new ConcurrentHashMap<>();

    private record Ends(String before, String after) {}

    private final Words words;
    private final RowButtons buttons;

    ServerCells(Words words, RowButtons buttons) {
        this.words = words;
        this.buttons = buttons;
    }

    LitRenderer<ServerRow> state() {
        return withState(LitRenderer.of(STATE_AND_STRIPE));
    }

    /** Checkbox that selects the row for bulk actions. */
    LitRenderer<ServerRow> pick(Selection selection, SerializableConsumer<ServerRow> toggle) {
        return withPick(LitRenderer.of(PICK), selection, toggle);
    }

    private LitRenderer<ServerRow> withPick(
            LitRenderer<ServerRow> renderer, Selection selection, SerializableConsumer<ServerRow> toggle) {
        return renderer.withProperty("picked", row -> selection.has(row.key()))
                .withProperty(
                        "pickLabel",
                        row -> row.there()
                                ? words.say("servers.bulk.pick", row.server().name())
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
        return text(row -> image(row.server(), words));
    }

    LitRenderer<ServerRow> project() {
        return text(row -> row.server().project().name());
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
        return buttons.fill(LitRenderer.of(buttons.template()));
    }

    /** All data of a server in one cell, for narrow windows. */
    LitRenderer<ServerRow> card() {
        return card("");
    }

    /** Card with a checkbox. */
    LitRenderer<ServerRow> card(Selection selection, SerializableConsumer<ServerRow> toggle) {
        return withPick(card(CARD_PICK), selection, toggle);
    }

    private LitRenderer<ServerRow> card(String before) {
        String template = CARDS.computeIfAbsent(
                new Ends(before, buttons.template()),
                ends -> CARD_TOP + ends.before() + NAME + ends.after() + CARD_REST);
        return buttons.fill(withFlavor(withAddresses(withOwner(withName(withState(LitRenderer.of(template)))))));
    }

    private LitRenderer<ServerRow> withState(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("tone", row -> row.state().group().tone().word())
                .withProperty(
                        "icon",
                        row -> "frontend/icons/icons.svg#" + row.state().group().icon())
                .withProperty("word", this::stateWord)
                .withProperty(
                        "why",
                        row -> Optional.ofNullable(row.state().reason())
                                .map(words::say)
                                .orElse(""))
                .withProperty("moving", row -> row.state().moving())
                .withProperty("percent", row -> row.state().percent());
    }

    private LitRenderer<ServerRow> withName(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("name", row -> row.server().name())
                .withProperty("unnamed", row -> row.server().id().value())
                // A pending server has no page.
                .withProperty("cloud", row -> row.there() ? row.server().cloud().value() : "")
                .withProperty("locked", row -> locked(row.server(), words))
                .withProperty("shielded", row -> shielded(row, words));
    }

    private LitRenderer<ServerRow> withOwner(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("owner", row -> owner(row).orElse(""))
                .withProperty(
                        "ownerTitle",
                        row -> owner(row)
                                .map(name -> words.say("touch.owner", name))
                                .orElse(""))
                .withProperty("own", ServerRow::own);
    }

    private static Optional<String> owner(ServerRow row) {
        return Optional.ofNullable(row.owner()).map(owner -> owner.name().value());
    }

    private LitRenderer<ServerRow> withAddresses(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty(
                        "ip",
                        row -> addresses(row).isEmpty() ? "" : addresses(row).getFirst())
                .withProperty(
                        "copy",
                        row -> addresses(row).isEmpty()
                                ? ""
                                : words.say("servers.copy", addresses(row).getFirst()))
                .withProperty(
                        "more",
                        row -> addresses(row).size() > 1 ? "+" + (addresses(row).size() - 1) : "")
                .withProperty("all", row -> String.join("\n", addresses(row)));
    }

    private LitRenderer<ServerRow> withFlavor(LitRenderer<ServerRow> renderer) {
        return renderer.withProperty("flavor", row -> row.server().flavor().name())
                .withProperty("cpus", row -> row.server().flavor().vcpus())
                .withProperty("ram", row -> Sizes.amount(row.server().flavor().ramMib(), words.locale()))
                .withProperty("ramUnit", row -> Sizes.unit(row.server().flavor().ramMib()))
                .withProperty("disk", row -> row.server().flavor().diskGib());
    }

    private static LitRenderer<ServerRow> text(ValueProvider<ServerRow, String> text) {
        return LitRenderer.<ServerRow>of("<span class='muted clip' title='${item.text}'>${item.text}</span>")
                .withProperty("text", text);
    }

    private String stateWord(ServerRow row) {
        String word = words.say("servers.state." + row.state().word());
        Integer percent = row.state().percent();
        return percent == null ? word : words.say("servers.state.percent", word, percent);
    }

    static String image(Server server, Words words) {
        if (server.image() == null) {
            return words.say("servers.image.volume");
        }
        return server.image().name() == null
                ? words.say("servers.image.unknown")
                : server.image().name();
    }

    /** Returns an empty text for an unlocked server. */
    static String locked(Server server, Words words) {
        if (!server.locked()) {
            return "";
        }
        return server.lockedReason() == null || server.lockedReason().isBlank()
                ? words.say("servers.locked")
                : words.say("servers.locked.because", server.lockedReason());
    }

    /** Returns an empty text for an unprotected server. */
    static String shielded(ServerRow row, Words words) {
        Protection protection = row.protection();
        if (protection == null) {
            return "";
        }
        String by = protection.byName().value();
        return protection.reason() == null
                ? words.say("servers.protected", by)
                : words.say("servers.protected.because", by, protection.reason());
    }

    /** Floating IPs come first because users connect to them. */
    private static List<String> addresses(ServerRow row) {
        List<Address> all = row.server().addresses();
        return Stream.concat(
                        all.stream().filter(Address::floating), all.stream().filter(address -> !address.floating()))
                .map(Address::ip)
                .toList();
    }
}
