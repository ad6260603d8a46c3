package org.stackdeck.ui.servers.live;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.component.RelativeTime;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Banner with a line for each cloud that does not respond, above data that may be out of date. */
public final class StaleCloudBanner extends Div {

    private final Messages messages;
    private final Clock clock;
    private Map<CloudName, Freshness.Problem> shown = Map.of();

    public StaleCloudBanner(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
        addClassName("banners");
        // The live region exists from the start, so that screen readers announce later changes.
        getElement().setAttribute("role", "status");
    }

    public void update(Map<CloudName, Freshness> freshness) {
        Map<CloudName, Freshness.Problem> problems = new TreeMap<>();
        freshness.forEach((cloud, known) -> {
            if (known.problem() != null && known.state() != Freshness.State.LIVE) {
                problems.put(cloud, known.problem());
            }
        });
        if (problems.equals(shown)) {
            return;
        }
        shown = problems;
        removeAll();
        problems.forEach((cloud, problem) -> add(banner(cloud, problem)));
    }

    private Div banner(CloudName cloud, Freshness.Problem problem) {
        Span title = StyledElements.span("strong", messages.text("servers.stale", cloud.value()));
        Span why =
                new Span(messages.text("servers.problem." + problem.category().name()));
        why.setTitle(problem.message());
        Span next = StyledElements.span("muted", messages.text("servers.fresh.next") + " ");
        next.add(RelativeTime.in(clock, problem.nextTry()));
        return StyledElements.div("banner", new SpriteIcon("warn"), title, why, next);
    }
}
