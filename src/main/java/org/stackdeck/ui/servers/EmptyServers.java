package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.requests.OpenRequests;

/** The picture for each situation in which the grid has no rows. */
final class EmptyServers {

    private final Words words;
    private final Clock clock;
    private final UserName viewer;
    private final Runnable clearFilter;
    private final Runnable askForAccess;
    private OpenRequests open = OpenRequests.NONE;

    EmptyServers(Words words, Clock clock, UserName viewer, Runnable clearFilter, Runnable askForAccess) {
        this.words = words;
        this.clock = clock;
        this.viewer = viewer;
        this.clearFilter = clearFilter;
        this.askForAccess = askForAccess;
    }

    /** From now on says what was asked for already. */
    void know(OpenRequests requests) {
        open = requests;
    }

    /** An empty part for a situation with rows. */
    Component of(Situation situation) {
        return switch (situation) {
            case Situation.Rows _ -> new Div();
            case Situation.NoCloud _ -> state("plug", "no-cloud", new Pre(words.say("servers.empty.no-cloud.how")));
            case Situation.Loading loading -> loading(loading.loaded());
            case Situation.Unreached unreached -> unreached(unreached);
            case Situation.NoGrants _ -> state("shield", "no-grants", wish(), name());
            case Situation.NotYet early ->
                new EmptyState(
                        "clock",
                        words.say("servers.empty.not-yet.title"),
                        words.say("servers.empty.not-yet.text", early.opens()),
                        wish());
            case Situation.NoServers _ -> state("server", "no-servers");
            case Situation.NoMatch _ ->
                state("search", "no-match", new Button(words.say("servers.filter.clear"), _ -> clearFilter.run()));
        };
    }

    /** Offers to ask for access, or says that it was asked for. */
    private Component wish() {
        return open.inWords()
                .<Component>map(request -> {
                    Span waiting = new Span(words.say("requests.waiting", request.askedAt()));
                    waiting.addClassName("muted");
                    return waiting;
                })
                .orElseGet(() -> {
                    Button ask = new Button(words.say("requests.ask"), _ -> askForAccess.run());
                    ask.addThemeVariants(ButtonVariant.PRIMARY);
                    return ask;
                });
    }

    /** What an administrator needs to know to find the account. */
    private Component name() {
        Span label = new Span(words.say("servers.empty.no-grants.name"));
        label.addClassName("muted");
        Span name = new Span(viewer.value());
        name.addClassName("mono");
        Div line = new Div(
                label, name, Buttons.copy(viewer.value(), words.say("servers.empty.no-grants.copy", viewer.value())));
        line.addClassName("facts-line");
        return line;
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
