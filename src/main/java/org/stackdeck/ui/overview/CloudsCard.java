package org.stackdeck.ui.overview;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.component.RelativeTime;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Shows the state of each cloud's data and its age, with the texts of the freshness badge. The browser updates the age.
 */
final class CloudsCard extends OverviewCard {

    private final Clock clock;
    private final UnorderedList list = new UnorderedList();
    private final Paragraph emptyText;
    private final Map<CloudName, Line> lines = new HashMap<>();

    CloudsCard(Messages messages, Clock clock) {
        super(messages, "clouds");
        this.clock = clock;
        emptyText = StyledElements.paragraph("muted", messages.text("overview.clouds.none"));
        list.addClassName("overview-list");
        add(emptyText, list);
    }

    /** @param freshness freshness of the clouds in which the viewer has permissions */
    void update(Map<CloudName, Freshness> freshness) {
        if (!lines.keySet().equals(freshness.keySet())) {
            list.removeAll();
            lines.clear();
            freshness.keySet().stream().sorted().forEach(cloud -> {
                Line line = new Line(cloud);
                lines.put(cloud, line);
                list.add(line);
            });
            emptyText.setVisible(freshness.isEmpty());
        }
        freshness.forEach(
                (cloud, state) -> Optional.ofNullable(lines.get(cloud)).ifPresent(line -> line.update(state)));
    }

    private final class Line extends ListItem {

        private final Span state = StyledElements.span("state-word", "");
        private final Span problem = StyledElements.span("why muted", "");
        private final RelativeTime age = RelativeTime.ago(clock);
        private @Nullable Freshness shown;

        Line(CloudName cloud) {
            problem.setVisible(false);
            add(
                    StyledElements.span("pulse", ""),
                    StyledElements.span("strong clip", cloud.value()),
                    state,
                    age,
                    problem);
        }

        void update(Freshness freshness) {
            if (shown == null || shown.state() != freshness.state()) {
                String code = freshness.state().name().toLowerCase(Locale.ROOT);
                state.setText(messages.text("servers.fresh." + code));
                getElement().setAttribute("data-state", code);
            }
            if (freshness.confirmedAt() != null) {
                age.setTime(freshness.confirmedAt());
            }
            Freshness.Problem now = freshness.problem();
            String text = now == null ? "" : now.message();
            if (!problem.getText().equals(text)) {
                problem.setText(text);
            }
            problem.setVisible(now != null);
            shown = freshness;
        }
    }
}
