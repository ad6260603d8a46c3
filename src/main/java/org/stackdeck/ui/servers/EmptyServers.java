package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;

/** Creates the empty state of the grid for each page state. */
final class EmptyServers {

    private final Words words;
    private final Clock clock;
    private final WithoutAccess without;

    EmptyServers(Words words, Clock clock, WithoutAccess without) {
        this.words = words;
        this.clock = clock;
        this.without = without;
    }

    /** Returns an empty component if there are rows. */
    Component of(Situation situation, Runnable clearFilter) {
        return switch (situation) {
            case Situation.Rows _ -> new Div();
            case Situation.NoCloud _ -> state("plug", "no-cloud", new Pre(words.say("servers.empty.no-cloud.how")));
            case Situation.Loading loading -> loading(loading.loaded());
            case Situation.Unreached unreached -> unreached(unreached);
            case Situation.NoGrants _ -> without.grants();
            case Situation.NotYet early -> without.grantsUntil(early.opens());
            case Situation.NoServers _ -> state("server", "no-servers");
            case Situation.NoMatch _ ->
                state("search", "no-match", new Button(words.say("servers.filter.clear"), _ -> clearFilter.run()));
        };
    }

    private Component loading(int loaded) {
        ProgressBar bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.setWidth("240px");
        bar.getElement().setAttribute("aria-label", words.say("servers.empty.loading.title"));
        EmptyState state = new EmptyState(
                "cloud",
                words.say("servers.empty.loading.title"),
                words.say("servers.empty.loading.text", loaded),
                bar);
        state.getElement().setAttribute("role", "status");
        return state;
    }

    private Component unreached(Situation.Unreached unreached) {
        Freshness.Problem problem = unreached.problem();
        Span why = new Span(problem.message());
        why.addClassName("why");
        Span next = new Span(words.say("servers.fresh.next") + " ");
        next.addClassName("muted");
        next.getElement().appendChild(until(problem.nextTry()));
        EmptyState state = new EmptyState(
                "cloud-off",
                words.say("servers.empty.unreached.title", unreached.cloud().value()),
                words.say("servers.problem." + problem.category().name()),
                why,
                next);
        state.getElement().setAttribute("role", "alert");
        return state;
    }

    private Element until(Instant time) {
        return new Element("sd-in")
                .setAttribute(
                        "ms",
                        String.valueOf(Duration.between(clock.instant(), time).toMillis()));
    }

    private EmptyState state(String icon, String key, Component... next) {
        return new EmptyState(
                icon, words.say("servers.empty." + key + ".title"), words.say("servers.empty." + key + ".text"), next);
    }
}
