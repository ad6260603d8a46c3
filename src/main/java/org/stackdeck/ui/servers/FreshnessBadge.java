package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.component.Words;

/**
 * Shows the age of the data. The browser counts the age; the server sends only the time of the last confirmation.
 * Clicking the badge shows each cloud, with the error if it does not respond.
 */
final class FreshnessBadge extends Div {

    private final Span word = new Span();
    private final Element age = new Element("sd-ago");
    private final NativeButton button = new NativeButton();
    private final Div details = new Div();
    private final Words words;
    private final transient ChangeHints hints;
    private final Clock clock;
    private final Span announced = new Span();
    private final Popover popover;
    private Freshness.@Nullable State said;
    private @Nullable Instant confirmed;
    private Map<CloudName, Freshness> known = Map.of();

    FreshnessBadge(Words words, ChangeHints hints, Clock clock) {
        this.words = words;
        this.hints = hints;
        this.clock = clock;
        addClassName("fresh-box");
        Span pulse = new Span();
        pulse.addClassName("pulse");
        word.addClassName("strong");
        // Only the state is announced, not the age, which changes every second. The live region is outside the button
        // so that the button's name remains complete.
        announced.addClassName("sr");
        announced.getElement().setAttribute("role", "status");
        button.addClassName("fresh");
        button.getElement().setAttribute("type", "button");
        // The browser shows this text in place of the state when it loses the connection.
        Span lost = new Span(words.say("servers.fresh.lost"));
        lost.addClassName("lost");
        button.add(pulse, word, lost);
        button.getElement().appendChild(age);
        popover = new Popover(details);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(words.say("servers.fresh.title"));
        details.addClassName("fresh-details");
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                showDetails();
            }
        });
        add(button, announced, popover);
    }

    void show(Map<CloudName, Freshness> freshness) {
        OverallFreshness overall = OverallFreshness.of(freshness.values());
        String state = key(overall.state());
        if (!overall.state().equals(said)) {
            // Vaadin sends a text again even if it has not changed.
            said = overall.state();
            word.setText(words.say("servers.fresh." + state));
            announced.setText(word.getText());
            button.getElement().setAttribute("data-state", state);
        }
        if (!Objects.equals(overall.confirmedAt(), confirmed)) {
            confirmed = overall.confirmedAt();
            setAge(age, confirmed);
        }
        known = freshness;
        if (popover.isOpened()) {
            showDetails();
        }
    }

    private void showDetails() {
        details.removeAll();
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> details.add(cloud(entry.getKey(), entry.getValue())));
    }

    private Div cloud(CloudName name, Freshness freshness) {
        Span title = new Span(name.value());
        title.addClassName("strong");
        Span state = new Span(words.say("servers.fresh." + key(freshness.state())));
        state.addClassName("muted");
        Element since = new Element("sd-ago");
        setAge(since, freshness.confirmedAt());
        Div head = new Div(title, state);
        head.addClassName("head");
        head.getElement().appendChild(since);
        Div box = new Div(head);
        box.getElement().setAttribute("data-state", key(freshness.state()));
        Freshness.Problem problem = freshness.problem();
        if (problem != null) {
            Div why = new Div(problem.message());
            why.addClassName("why");
            Div next = new Div(new Span(words.say("servers.fresh.next") + " "));
            next.addClassName("muted");
            next.getElement().appendChild(until(problem.nextTry()));
            box.add(why, next);
        } else {
            Div pace = new Div(words.say("servers.fresh.pace", freshness.pace().toMillis() / 1000.0));
            pace.addClassName("muted");
            if (freshness.source() != Freshness.Source.DISK) {
                box.add(pace);
            }
        }
        Div source =
                new Div(words.say("servers.fresh.source." + freshness.source().name()));
        source.addClassName("muted");
        box.add(source);
        hints.channel(name).ifPresent(channel -> untold(channel).ifPresent(box::add));
        return box;
    }

    /** Returns the reason why the cloud's configured notifications do not arrive. */
    private Optional<Div> untold(ChangeHints.Channel channel) {
        return switch (channel) {
            case ChangeHints.Channel.Connected _ -> Optional.empty();
            case ChangeHints.Channel.Away(var since, var because) -> {
                Div untold = new Div(new Span(words.say("servers.fresh.untold." + because.name())));
                untold.addClassName("untold");
                Element ago = new Element("sd-ago");
                setAge(ago, since);
                untold.getElement().appendChild(ago);
                yield Optional.of(untold);
            }
        };
    }

    /**
     * Sends an age instead of a time because the browser's clock may be wrong. The attribute "of" changes with the
     * time, so that an equal age is sent again.
     */
    private void setAge(Element element, @Nullable Instant at) {
        if (at == null) {
            element.removeAttribute("age");
        } else {
            element.setAttribute("of", at.toString());
            element.setAttribute(
                    "age", String.valueOf(Duration.between(at, clock.instant()).toMillis()));
        }
    }

    private Element until(Instant time) {
        return new Element("sd-in")
                .setAttribute(
                        "ms",
                        String.valueOf(Duration.between(clock.instant(), time).toMillis()));
    }

    private static String key(Freshness.State state) {
        return switch (state) {
            case LOADING -> "loading";
            case LIVE -> "live";
            case STALE -> "stale";
            case UNREACHED -> "unreached";
        };
    }
}
