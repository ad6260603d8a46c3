package org.stackdeck.ui.servers.grid;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Templates of the cells of the server grid. In the row of a group header, the properties of servers are null, and only
 * the first cell has content.
 */
final class ServerCellTemplates {

    private static final String STATE = """
        <span class="state ${item.tone}"><svg class="s s-${item.tone} ${item.moving ? 'spin' : ''}" aria-hidden="true"><use
        href="${item.icon}"></use></svg><span class="clip"><span class="w">${item.word}</span>${item.why
        ? html`<span class="why" title="${item.why}">${item.why}</span>` : ''}</span></span>
        """;
    private static final String STRIPE = """
        ${item.moving ? html`<span class="stripe ${item.percent ? '' : 'endless'}"
        style="${item.percent ? '--done:' + item.percent + '%' : ''}"></span>` : ''}
        """;
    /**
     * Sets the state even if the server sends the same state again, because a click has changed it in the browser while
     * {@link ServerSelection} may have rejected the server.
     */
    private static final String CHECKBOX = """
        ${item.pickLabel ? html`<input type="checkbox" class="pick" tabindex="-1" .checked="${live(item.picked)}"
        aria-label="${item.pickLabel}" @click="${pick}">` : ''}
        """;
    /** The box around the checkbox is also clickable, to enlarge the touch target. */
    private static final String CARD_CHECKBOX = """
        ${item.pickLabel ? html`<label class="pick-box"><input type="checkbox" class="pick" .checked="${live(item.picked)}"
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
    private static final String FLAVOR_TEXT = """
        item.cpus ? html`${item.cpus} <u>vCPU</u><i>·</i>${item.ram} <u>${item.ramUnit}</u>${item.disk
        ? html`<i>·</i>${item.disk} <u>GB</u>` : ''}` : item.flavor""";
    private static final String FLAVOR = "<span class='spec' title='${item.flavor}'>${" + FLAVOR_TEXT + "}</span>";
    private static final String OWNER = """
        ${item.owner ? html`<span class="clip ${item.own ? '' : 'muted'}" title="${item.ownerTitle}">${item.owner}</span>`
        : html`<span class="faint none">–</span>`}
        """;
    private static final String CARD_TOP = "<div class='card'><div class='top'>";
    private static final String CARD_REST = "</div><div class='middle'>" + STATE + OWNER + "</div><div class='bottom'>"
            + addresses("${item.ip}") + FLAVOR + "</div>" + STRIPE + "</div>";

    static final String STATE_CELL = ServerCellRendererBuilder.unlessNull("word", STATE + STRIPE);
    static final String CHECKBOX_CELL = GroupHeaderTemplate.ROW + CHECKBOX;
    static final String NAME_CELL = ServerCellRendererBuilder.unlessNull("unnamed", NAME);
    static final String ADDRESSES_CELL =
            ServerCellRendererBuilder.unlessNull("ip", addresses(link("ipPath", "item.ip")));
    static final String FLAVOR_CELL = ServerCellRendererBuilder.unlessNull(
            "flavor", "<span class='spec' title='${item.flavor}'>" + link("flavorPath", FLAVOR_TEXT) + "</span>");
    static final String OWNER_CELL = ServerCellRendererBuilder.unlessNull("owner", OWNER);
    static final String TAGS_CELL = ServerCellRendererBuilder.unlessNull(
            "tags", "<span class='tags'>${item.tags.map(tag => html`<span class='tag'>${tag}</span>`)}</span>");
    static final String AGE_CELL =
            ServerCellRendererBuilder.unlessNull("created", "<sd-age class='muted' .since=${item.created}></sd-age>");
    static final String TEXT_CELL = ServerCellRendererBuilder.unlessNull(
            "text", "<span class='muted clip' title='${item.text}'>${item.text}</span>");
    static final String LINK_CELL = ServerCellRendererBuilder.unlessNull(
            "text", "<span class='muted clip' title='${item.text}'>" + link("path", "item.text") + "</span>");

    static final String LINKS_CELL = ServerCellRendererBuilder.unlessNull("links", """
        ${item.links.length ? html`<span class='muted clip' title='${item.all}'>${item.links.map((link, i) => html`${i
        ? ', ' : ''}${link.path ? html`<a href='${link.path}' tabindex='-1' focus-target>${link.text}</a>`
        : link.text}`)}</span>` : html`<span class='faint none' title='${item.all}'>${item.none}</span>`}
        """);

    /**
     * Templates of cards by their checkbox and the part after the name. Cached because a template is long and every
     * grid retains it.
     */
    private static final Map<CardParts, String> CARDS = new ConcurrentHashMap<>();

    private record CardParts(String checkbox, String end) {}

    private ServerCellTemplates() {}

    /** @param ip template of the first address */
    private static String addresses(String ip) {
        return """
                ${item.ip ? html`<span class="addr"><span class="mono clip">%s</span><button type="button" class="copy"
                data-copy="${item.ip}" aria-label="${item.copy}">%s%s</button>${item.more
                ? html`<span class="more" title="${item.all}">${item.more}</span>` : ''}</span>`
                : html`<span class="faint none">–</span>`}
                """.formatted(
                ip, RowMenuButtonTemplate.ICON.formatted("copy"), RowMenuButtonTemplate.ICON.formatted("check"));
    }

    /**
     * Returns a template of a link. Cards contain no such links, because they would be too small to be touched.
     *
     * @param path property with the path; the text is not a link if the path is empty
     * @param text JavaScript expression
     */
    private static String link(String path, String text) {
        return "${(text => item.%1$s ? html`<a href='${item.%1$s}' tabindex='-1' focus-target>${text}</a>` : text)(%2$s)}"
                .formatted(path, text);
    }

    /**
     * Returns the template of a card.
     *
     * @param end template of the part after the name
     */
    static String card(boolean selectable, String end) {
        return CARDS.computeIfAbsent(
                new CardParts(selectable ? CARD_CHECKBOX : "", end),
                parts -> GroupHeaderTemplate.CARD
                        + ServerCellRendererBuilder.unlessNull(
                                "unnamed", CARD_TOP + parts.checkbox() + NAME + parts.end() + CARD_REST));
    }
}
