package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Banner with a line for each cloud that no longer responds while its servers are still shown. */
final class StaleBanner extends Div {

    private final Words words;
    private final Clock clock;
    private Map<CloudName, Freshness.Problem> shown = Map.of();

    StaleBanner(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
        addClassName("banners");
        // Present from the start, so that screen readers announce later changes.
        getElement().setAttribute("role", "status");
    }

    void show(Map<CloudName, Freshness> freshness) {
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
        Span title = new Span(words.say("servers.stale", cloud.value()));
        title.addClassName("strong");
        Span why = new Span(words.say("servers.problem." + problem.category().name()));
        why.setTitle(problem.message());
        Span next = new Span(words.say("servers.fresh.next") + " ");
        next.addClassName("muted");
        next.getElement()
                .appendChild(new Element("sd-in")
                        .setAttribute(
                                "ms",
                                String.valueOf(Duration.between(clock.instant(), problem.nextTry())
                                        .toMillis())));
        Div banner = new Div(new Icon("warn"), title, why, next);
        banner.addClassName("banner");
        return banner;
    }
}
