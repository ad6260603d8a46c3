package org.stackdeck.ui.servers.live;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.component.RelativeTime;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Badge with the age of the data, and of the tags and addresses of servers if these are older. Stackdeck sends the age
 * each time a cloud has confirmed the data, and the browser updates it every second. A click on the badge shows the
 * state of each cloud, with the error if the cloud does not respond.
 */
public final class FreshnessBadge extends Div {

    /** Age from which the badge shows the age of the tags or addresses. */
    private static final Duration MIN_PART_AGE = Duration.ofSeconds(5);

    private final Span label = StyledElements.span("strong");
    private final RelativeTime age;
    private final RelativeTime tagsAge;
    private final RelativeTime addressesAge;
    private final NativeButton button = new NativeButton();
    private final Div details = StyledElements.div("fresh-details");
    private final Messages messages;
    private final transient ChangeHintSource changeHintSource;
    private final Clock clock;
    private final Span announcement = StyledElements.span("sr");
    private final Popover popover;
    private Freshness.@Nullable State displayedState;
    private Map<CloudName, Freshness> freshnessByCloud = Map.of();

    FreshnessBadge(Messages messages, ChangeHintSource changeHintSource, Clock clock) {
        this.messages = messages;
        this.changeHintSource = changeHintSource;
        this.clock = clock;
        age = RelativeTime.ago(clock);
        // Only tags and addresses can lag behind the other data by more than one poll interval.
        tagsAge = RelativeTime.ago(clock).withMinAge(MIN_PART_AGE);
        addressesAge = RelativeTime.ago(clock).withMinAge(MIN_PART_AGE);
        addClassName("fresh-box");
        Span pulse = StyledElements.span("pulse");
        // Screen readers announce only the state, because the age changes every second. The live region is outside the
        // button, so that the name of the button remains complete.
        announcement.getElement().setAttribute("role", "status");
        button.addClassName("fresh");
        button.getElement().setAttribute("type", "button");
        // Hidden until the first update, because it has no text before.
        button.setVisible(false);
        // The browser shows this text instead of the state when it loses the connection to Stackdeck.
        Span lost = StyledElements.span("lost", messages.text("servers.fresh.lost"));
        button.add(
                pulse,
                label,
                lost,
                age,
                part("servers.fresh.tags", tagsAge),
                part("servers.fresh.addresses", addressesAge));
        popover = new Popover(details);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(messages.text("servers.fresh.title"));
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                showDetails();
            }
        });
        add(button, announcement, popover);
    }

    private Span part(String nameKey, RelativeTime partAge) {
        Span part = StyledElements.span("part-age", messages.text(nameKey) + " ");
        part.add(partAge);
        return part;
    }

    public void update(Map<CloudName, Freshness> freshness) {
        OverallFreshness overall = OverallFreshness.of(freshness.values());
        String state = stateKey(overall.state());
        if (!overall.state().equals(displayedState)) {
            // Sets the text only after a change, because Vaadin sends a text again even if it has not changed.
            displayedState = overall.state();
            label.setText(messages.text("servers.fresh." + state));
            announcement.setText(label.getText());
            button.getElement().setAttribute("data-state", state);
        }
        age.setTime(overall.confirmedAt());
        tagsAge.setTime(overall.tagsConfirmedAt());
        addressesAge.setTime(overall.addressesConfirmedAt());
        button.setVisible(true);
        freshnessByCloud = freshness;
        if (popover.isOpened()) {
            showDetails();
        }
    }

    private void showDetails() {
        details.removeAll();
        freshnessByCloud.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> details.add(cloud(entry.getKey(), entry.getValue())));
    }

    private Div cloud(CloudName name, Freshness freshness) {
        Span title = StyledElements.span("strong", name.value());
        Span state = StyledElements.span("muted", messages.text("servers.fresh." + stateKey(freshness.state())));
        RelativeTime since = RelativeTime.ago(clock);
        since.setTime(freshness.confirmedAt());
        Div head = StyledElements.div("head", title, state, since);
        Div box = new Div(head);
        box.getElement().setAttribute("data-state", stateKey(freshness.state()));
        Freshness.Problem problem = freshness.problem();
        if (problem != null) {
            Div why = StyledElements.div("why", problem.message());
            Div next = StyledElements.div(
                    "muted",
                    new Span(messages.text("servers.fresh.next") + " "),
                    RelativeTime.in(clock, problem.nextTry()));
            box.add(why, next);
        } else {
            Div pace =
                    new Div(messages.text("servers.fresh.pace", freshness.pace().toMillis() / 1000.0));
            pace.addClassName("muted");
            if (freshness.source() != Freshness.Source.DISK) {
                box.add(pace);
            }
        }
        Div source = StyledElements.div(
                "muted",
                messages.text("servers.fresh.source." + freshness.source().name()));
        box.add(source);
        addPart(box, "servers.fresh.tags", freshness.tagsConfirmedAt(), freshness);
        addPart(box, "servers.fresh.addresses", freshness.addressesConfirmedAt(), freshness);
        changeHintSource
                .connectionState(name)
                .ifPresent(connectionState -> channelProblem(connectionState).ifPresent(box::add));
        return box;
    }

    private void addPart(Div box, String nameKey, @Nullable Instant confirmedAt, Freshness freshness) {
        if (confirmedAt != null && !confirmedAt.equals(freshness.confirmedAt())) {
            box.add(StyledElements.div(
                    "muted", new Span(messages.text(nameKey) + " "), RelativeTime.ago(clock, confirmedAt)));
        }
    }

    /** Returns the reason why Stackdeck does not receive the notifications of a cloud; empty if it receives them. */
    private Optional<Div> channelProblem(ChangeHintSource.ConnectionState connectionState) {
        return switch (connectionState) {
            case ChangeHintSource.ConnectionState.Connected _ -> Optional.empty();
            case ChangeHintSource.ConnectionState.Disconnected(var since, var because) ->
                Optional.of(StyledElements.div(
                        "untold",
                        new Span(messages.text("servers.fresh.untold." + because.name())),
                        RelativeTime.ago(clock, since)));
        };
    }

    private static String stateKey(Freshness.State state) {
        return switch (state) {
            case LOADING -> "loading";
            case LIVE -> "live";
            case STALE -> "stale";
            case UNREACHED -> "unreached";
        };
    }
}
