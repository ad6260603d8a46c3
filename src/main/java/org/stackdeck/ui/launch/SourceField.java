package org.stackdeck.ui.launch;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.Volume;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.Segments;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;
import org.stackdeck.ui.servers.ChoiceWords;

/**
 * Selects the boot source: an image, a volume or a volume snapshot. An existing volume is kept when its server is
 * deleted, unless the user selects otherwise for this volume.
 */
final class SourceField extends Div {

    private static final List<Kind> KINDS = List.of(Kind.IMAGE, Kind.VOLUME, Kind.SNAPSHOT);

    private final Words words;
    private final transient LaunchWords says;
    private final Segments<Kind> kinds;
    private final ComboBox<Choice> choice = new ComboBox<>();
    private final transient Map<Kind, Offer> offers = new EnumMap<>(Kind.class);
    private final transient Runnable missing;
    private final Checkbox goes;
    private @Nullable String wanted;
    /** ID of the volume that is deleted with its server, or its name until the volumes are loaded. */
    private @Nullable String doomed;

    /**
     * @param changed runs when the user selects another source
     * @param missing runs when a requested source does not exist
     */
    SourceField(Words words, LaunchWords says, Runnable changed, Runnable missing) {
        this.words = words;
        this.says = says;
        this.missing = missing;
        addClassName("source-field");
        Span label = new Span(words.say("launch.field.source"));
        label.addClassName("label");
        kinds = new Segments<>(words.say("launch.field.source"), _ -> {
            wanted = null;
            doomed = null;
            showOffer();
            changed.run();
        });
        KINDS.forEach(kind -> kinds.offer(kind, words.say("launch.source." + word(kind))));
        kinds.press(Kind.IMAGE);
        choice.setWidthFull();
        choice.setManualValidation(true);
        choice.addClassName("choice");
        choice.setItemLabelGenerator(one -> ChoiceWords.of(one, words));
        choice.addValueChangeListener(event -> {
            Choice now = event.getValue();
            choice.setHelperText(now == null ? "" : says.needs(now));
            if (event.isFromClient()) {
                doomed = null;
            }
            showFate();
            if (event.isFromClient()) {
                changed.run();
            }
        });
        goes = new Checkbox(words.say("launch.source.volume.goes"));
        goes.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                Choice now = choice.getValue();
                doomed = event.getValue() && now != null ? now.id() : null;
                showFate();
                changed.run();
            }
        });
        Div head = new Div(label, kinds);
        head.addClassName("source-head");
        add(head, choice, goes);
        showFate();
        showOffer();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    Kind kind() {
        return kinds.pressed().orElse(Kind.IMAGE);
    }

    @Nullable
    Choice value() {
        return choice.getValue();
    }

    /** Returns whether the selected volume is deleted with its server. */
    boolean deletedWithServer() {
        return choice.getValue() instanceof Volume volume && volume.id().equals(doomed);
    }

    private void showFate() {
        goes.setVisible(choice.getValue() instanceof Volume);
        goes.setValue(deletedWithServer());
        goes.setHelperText(words.say(deletedWithServer() ? "launch.source.volume.lost" : "launch.source.volume.stays"));
    }

    /** @param why the error; empty for none */
    void invalid(String why) {
        Offer offer = offers.get(kind());
        String problem =
                offer == null || offer.problem() == null ? why : words.say("servers.order.unknown", offer.problem());
        choice.setErrorMessage(problem);
        choice.setInvalid(!problem.isEmpty());
    }

    void focus() {
        choice.focus();
    }

    /**
     * Selects a source as soon as the options are loaded.
     *
     * @param one its ID or name
     */
    void want(Kind kind, @Nullable String one) {
        want(kind, one, false);
    }

    /** @param deleted whether a volume is deleted with its server */
    void want(Kind kind, @Nullable String one, boolean deleted) {
        kinds.press(kind);
        wanted = one;
        doomed = deleted ? one : null;
        if (one == null) {
            choice.setValue(null);
        }
        showOffer();
    }

    /** Removes all options. */
    void reset() {
        offers.clear();
        showOffer();
    }

    /** Clears the options of a kind because they are reloaded. */
    void await(Kind kind) {
        offers.remove(kind);
        if (kind == kind()) {
            showOffer();
        }
    }

    void offer(Offer offer) {
        offers.put(offer.kind(), offer);
        kinds.show(offer.kind(), offer.open());
        if (offer.kind() == kind()) {
            showOffer();
        }
    }

    private void showOffer() {
        Offer offer = offers.get(kind());
        choice.setLabel(words.say("launch.source.label." + word(kind())));
        if (offer == null) {
            choice.setItems(List.of());
            choice.setEnabled(false);
            choice.setInvalid(false);
            choice.setPlaceholder(words.say("servers.order.loading"));
            return;
        }
        Choice before = choice.getValue();
        String sought = wanted;
        wanted = offer.problem() == null ? null : wanted;
        String id = sought != null ? sought : before == null ? null : before.id();
        List<Choice> there = List.copyOf(offer.choices());
        choice.setItems(there);
        choice.setEnabled(!there.isEmpty());
        choice.setPlaceholder(
                there.isEmpty() ? says.absence(offer, "launch.source.none." + word(kind()), "launch.untold") : "");
        invalid("");
        Optional<Choice> found = there.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .or(() ->
                        there.stream().filter(one -> one.name().equals(sought)).findFirst());
        if (sought != null && sought.equals(doomed)) {
            doomed = found.map(Choice::id).orElse(doomed);
        }
        choice.setValue(found.orElse(sought == null && there.size() == 1 ? there.getFirst() : null));
        if (sought != null && wanted == null && found.isEmpty()) {
            missing.run();
        }
    }
}
