package org.stackdeck.ui.projects;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.ui.component.StyledElements;

/** Shows the usage of a quota as a bar and as text, optionally with a forecast. */
public final class QuotaBar extends Div {

    private static final double NEAR_LIMIT_SHARE = 0.9;

    private final Span amounts = new Span();
    private final Span left = StyledElements.span("muted");
    private final Div meter = StyledElements.div("meter");
    private final Span used = StyledElements.span("used");
    private final Span more = StyledElements.span("more");
    private final transient QuotaFormatter formatter;

    public QuotaBar(Quota quota, QuotaFormatter formatter) {
        this(quota, formatter, StyledElements.span("strong", formatter.name(quota.resource())));
    }

    /** @param path path of the page that shows what uses the quota */
    QuotaBar(Quota quota, QuotaFormatter formatter, String path) {
        this(quota, formatter, link(path, formatter.name(quota.resource())));
    }

    private static Anchor link(String path, String name) {
        Anchor link = new Anchor(path, name);
        link.addClassName("strong");
        return link;
    }

    private QuotaBar(Quota quota, QuotaFormatter formatter, Component name) {
        this.formatter = formatter;
        addClassName("quota");
        meter.getElement().setAttribute("role", "meter").setAttribute("aria-label", formatter.name(quota.resource()));
        meter.add(used, more);
        add(StyledElements.div("said", name, amounts, left), meter);
        update(quota);
    }

    public void update(Quota quota) {
        amounts.setText(formatter.used(quota));
        left.setText(formatter.remaining(quota));
        draw(quota, 0);
    }

    /**
     * Shows the current usage and the usage after an addition.
     *
     * @param added amount of the addition, in the unit of the resource
     */
    public void showForecast(Quota quota, long added) {
        if (added == 0) {
            update(quota);
            return;
        }
        amounts.setText(formatter.usedAfter(quota, added));
        left.setText(
                quota.hasRoomFor(added)
                        ? formatter.remaining(quota.withAdditionalUse(added))
                        : formatter.overLimit(quota, added));
        draw(quota, added);
    }

    private void draw(Quota quota, long added) {
        Quota after = quota.withAdditionalUse(added);
        double whole = quota.limit() == null ? 0 : Math.max(Math.max(quota.limit(), after.used()), 1);
        used.getStyle().set("width", percent(quota.used(), whole));
        more.getStyle().set("width", percent(added, whole));
        getElement()
                .setAttribute(
                        "data-state",
                        !quota.hasRoomFor(added)
                                ? "over"
                                : !after.hasRoomFor(1)
                                        ? "full"
                                        : after.usedShare() >= NEAR_LIMIT_SHARE ? "near" : "calm");
        var element = meter.getElement()
                .setAttribute("aria-valuemin", "0")
                .setAttribute("aria-valuenow", String.valueOf(after.used()))
                .setAttribute("aria-valuetext", amounts.getText() + ", " + left.getText());
        if (quota.limit() == null) {
            element.setAttribute("aria-valuemax", String.valueOf(Math.max(1, after.used())));
        } else {
            element.setAttribute("aria-valuemax", String.valueOf((long) whole));
        }
    }

    private static String percent(long part, double whole) {
        return whole == 0 ? "0" : String.format(Locale.ROOT, "%.1f%%", 100 * part / whole);
    }
}
