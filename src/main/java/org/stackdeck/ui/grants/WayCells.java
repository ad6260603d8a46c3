package org.stackdeck.ui.grants;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.stackdeck.access.Terms;
import org.stackdeck.access.Way;
import org.stackdeck.ui.component.Words;

/** Cell renderers of the access paths to a server. Names come from users and are bound as text. */
final class WayCells {

    private static final String WHO =
            "<span class='owner'><span class='avatar' aria-hidden='true'>${item.initial}</span><span class='clip strong'>${item.who}</span>"
                    + "<button type='button' class='icon-button see' @click=${see} aria-label=${item.seeLabel} title=${item.seeLabel}><svg class='i' aria-hidden='true'><use href='frontend/icons/icons.svg#eye'></use></svg></button></span>";
    private static final String BY = """
            ${item.way ? html`<button type="button" class="way clip" @click="${open}" aria-label="${item.wayLabel}"
            title="${item.way}">${item.way}</button>` : html`<span class="clip">${item.administrator}</span>`}
            """;
    private static final String UNTIL = """
            <span class="muted clip">${item.opens ? html`<span class="tag">${item.laterWord}</span> <sd-time
            .at=${item.opens}></sd-time> ` : ''}${item.soon ? html`<span class="tag">${item.soonWord}</span> ` : ''}${item.ends
            ? html`${item.untilWord} <sd-time .at=${item.ends}></sd-time>` : item.never}${item.hours
            ? html` <span class="tag">${item.hours}</span>` : ''}</span>
            """;

    private final Words words;
    private final GrantPhrases phrases;
    private final Clock clock;
    private final SerializableConsumer<WayRow> open;
    private final SerializableConsumer<WayRow> see;

    /**
     * @param open shows the grant
     * @param see shows the servers as the user sees them
     */
    WayCells(
            Words words,
            GrantPhrases phrases,
            Clock clock,
            SerializableConsumer<WayRow> open,
            SerializableConsumer<WayRow> see) {
        this.words = words;
        this.phrases = phrases;
        this.clock = clock;
        this.open = open;
        this.see = see;
    }

    LitRenderer<WayRow> who() {
        return withWho(LitRenderer.of(WHO));
    }

    LitRenderer<WayRow> by() {
        return withWay(LitRenderer.of(BY));
    }

    LitRenderer<WayRow> may() {
        return withMay(LitRenderer.of("<span class='clip' title='${item.all}'>${item.may}</span>"));
    }

    LitRenderer<WayRow> until() {
        return withTimes(LitRenderer.of(UNTIL));
    }

    /** All values in one cell, for narrow windows. */
    LitRenderer<WayRow> card() {
        String template = "<div class='card'><div class='top'>" + WHO + "</div><div>${item.may} · " + BY
                + "</div><div class='bottom'>" + UNTIL + "</div></div>";
        return withTimes(withMay(withWay(withWho(LitRenderer.of(template)))));
    }

    private LitRenderer<WayRow> withWho(LitRenderer<WayRow> renderer) {
        return renderer.withProperty("who", WayRow::name)
                .withProperty("initial", row -> row.name().substring(0, 1))
                .withProperty("seeLabel", row -> words.say("touch.see-as", row.name()))
                .withFunction("see", see);
    }

    private LitRenderer<WayRow> withWay(LitRenderer<WayRow> renderer) {
        return renderer.withProperty("way", this::way)
                .withProperty(
                        "wayLabel",
                        row -> row.grant().isEmpty() ? "" : words.say("touch.grant.show", way(row), row.grantee()))
                .withProperty("administrator", _ -> words.say("touch.way.administrator"))
                .withFunction("open", open);
    }

    private String way(WayRow row) {
        Optional<Way.ByGrant> by = row.grant();
        if (by.isEmpty()) {
            return "";
        }
        String key = "touch.way." + (by.get().group() == null ? "grant" : "group");
        String said = words.say(key, row.grantee());
        return by.get().asOwner() ? words.say("touch.way.owner", said) : said;
    }

    private LitRenderer<WayRow> withMay(LitRenderer<WayRow> renderer) {
        return renderer.withProperty("may", row -> phrases.role(row.way().role()))
                .withProperty("all", row -> phrases.all(row.way().role().permissions()));
    }

    private LitRenderer<WayRow> withTimes(LitRenderer<WayRow> renderer) {
        return renderer.withProperty("opens", row -> millis(Optional.ofNullable(row.opens())))
                .withProperty("laterWord", _ -> words.say("touch.later"))
                .withProperty("soon", row -> row.endsSoon(clock.instant()))
                .withProperty("soonWord", _ -> words.say("touch.soon"))
                .withProperty("untilWord", _ -> words.say("touch.until"))
                .withProperty("ends", row -> millis(row.ends()))
                .withProperty("never", _ -> words.say("grants.until.never"))
                .withProperty(
                        "hours",
                        row -> row.grant()
                                .map(Way.ByGrant::terms)
                                .map(Terms::hours)
                                .map(phrases::hours)
                                .orElse(""));
    }

    private static Long millis(Optional<Instant> moment) {
        return moment.map(Instant::toEpochMilli).orElse(0L);
    }
}
