package org.stackdeck.ui.launch;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.operations.Launches;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

/**
 * Where a person says what servers they want. It judges while they type, and only what they have touched; what is in it
 * stays, whatever is refused.
 */
final class LaunchForm extends Div {

    private static final int LONGEST_NAME = 255;

    private final Words words;
    private final LaunchWords says;
    private final transient FieldSigns signs;
    private final TextField name = new TextField();
    private final IntegerField count = new IntegerField();
    private final SourceField source;
    private final FlavorGrid flavors;
    private final MultiSelectComboBox<Choice> networks = new MultiSelectComboBox<>();
    private final ComboBox<KeyPair> key = new ComboBox<>();
    private final MultiSelectComboBox<Choice> groups = new MultiSelectComboBox<>();
    private final RootVolumeSection root;
    private final UserDataSection userData;
    private final NotesSection notes;
    private transient List<OfferedFlavor> offered = List.of();
    private final transient Map<Kind, Offer> offers = new EnumMap<>(Kind.class);
    /** Ids or names of what is to be chosen as soon as it is known what there is. */
    private final transient Map<Kind, List<String>> wanted = new EnumMap<>(Kind.class);

    private transient Map<Field, String> ungranted = Map.of();
    private @Nullable String wantedFlavor;

    /** @param changed is run after each change of what is in it */
    LaunchForm(Words words, Runnable changed) {
        this.words = words;
        this.says = new LaunchWords(words);
        this.signs = new FieldSigns(changed);
        this.source = new SourceField(words, says, () -> signs.touch(Field.SOURCE), () -> refuseGone(Field.SOURCE));
        this.flavors = new FlavorGrid(words, says, () -> signs.touch(Field.FLAVOR));
        this.root = new RootVolumeSection(words, signs);
        this.userData = new UserDataSection(words, signs);
        this.notes = new NotesSection(words, signs);
        addClassName("launch-form");
        naming();
        reach();
        signs.add(Field.SOURCE, source::invalid, source::focus);
        signs.add(Field.FLAVOR, flavors::invalid, flavors::focus);
        Div naming = new Div(name, count);
        naming.addClassName("naming");
        Div reach = new Div(networks, key, groups);
        reach.addClassName("side-by-side");
        add(naming, source, flavors, reach, root, userData, notes);
    }

    private void naming() {
        name.setLabel(words.say("launch.field.name"));
        name.setWidthFull();
        name.setAutocomplete(Autocomplete.OFF);
        name.setMaxLength(LONGEST_NAME);
        name.setManualValidation(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        signs.add(Field.NAME, name, null);
        count.setLabel(words.say("launch.field.count"));
        count.setValue(1);
        count.setMin(1);
        count.setMax(Launches.MOST);
        count.setStepButtonsVisible(true);
        count.setManualValidation(true);
        count.setValueChangeMode(ValueChangeMode.EAGER);
        signs.add(Field.COUNT, count, null);
    }

    private void reach() {
        several(networks, "launch.field.networks");
        signs.add(Field.NETWORKS, networks, null);
        key.setLabel(words.say("launch.field.key"));
        key.setWidthFull();
        key.setManualValidation(true);
        key.setClearButtonVisible(true);
        key.setItemLabelGenerator(pair -> pair.name().value());
        signs.add(Field.KEY, key, null);
        several(groups, "launch.field.security-groups");
        groups.setPlaceholder(words.say("launch.security-groups.default"));
        signs.add(Field.SECURITY_GROUPS, groups, null);
    }

    private void several(MultiSelectComboBox<Choice> box, String label) {
        box.setLabel(words.say(label));
        box.setWidthFull();
        box.setManualValidation(true);
        box.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        box.setItemLabelGenerator(choice -> choice.name().isBlank() ? choice.id() : choice.name());
    }

    /** The person's own keys; the only one there is is chosen. */
    void offer(List<KeyPair> keys) {
        key.setItems(keys);
        key.setPlaceholder(words.say(keys.isEmpty() ? "launch.key.none" : "launch.key.without"));
        key.setValue(keys.size() == 1 ? keys.getFirst() : null);
    }

    /** Forgets what the project before had to choose from, and nothing that was typed. */
    void reset() {
        offered = List.of();
        offers.clear();
        wanted.clear();
        flavors.note(words.say("servers.order.loading"));
        source.reset();
        networks.setPlaceholder(words.say("servers.order.loading"));
    }

    void offer(Offer offer) {
        offers.put(offer.kind(), offer);
        switch (offer.kind()) {
            case FLAVOR -> {
                offered =
                        offer.choices().stream().map(OfferedFlavor.class::cast).toList();
                if (offer.problem() != null) {
                    signs.refuse(Field.FLAVOR, words.say("servers.order.unknown", offer.problem()));
                }
            }
            case IMAGE, VOLUME, SNAPSHOT -> source.offer(offer);
            case NETWORK -> {
                offer(networks, offer);
                networks.setPlaceholder(
                        words.say(offer.choices().isEmpty() ? "launch.networks.none" : "launch.networks.any"));
                if (offer.choices().size() == 1) {
                    networks.setValue(Set.copyOf(offer.choices()));
                }
            }
            case SECURITY_GROUP -> offer(groups, offer);
            case ZONE, SERVER_GROUP -> notes.offer(offer);
        }
        choose(offer.kind());
    }

    private void offer(MultiSelectComboBox<Choice> box, Offer offer) {
        List<Choice> there = List.copyOf(offer.choices());
        Set<Choice> before = box.getValue();
        box.setItems(there);
        box.setEnabled(!there.isEmpty());
        box.setValue(there.stream().filter(before::contains).collect(Collectors.toSet()));
        box.setHelperText(offer.problem() == null ? "" : words.say("servers.order.unknown", offer.problem()));
    }

    /** Fills it in for another server like this one. */
    void likeServer(Server server) {
        name.setValue(server.name());
        wantedFlavor = server.flavor().name();
        source.want(Kind.IMAGE, server.image() == null ? null : server.image().id());
        Map<String, String> metadata = server.metadata().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(NewServer.RESERVED))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        notes.write(server.tags(), metadata, server.description() == null ? "" : server.description());
    }

    /**
     * Fills it in for a server that was kept, but for its key and user data. What the project does not have any more is told
     * at its field, once that is known.
     */
    void fill(NewServer server) {
        signs.forgive();
        name.setValue(server.name());
        root.fill(server.source());
        switch (server.source()) {
            case BootSource.OfImage(String image, var _) -> source.want(Kind.IMAGE, image);
            case BootSource.OfVolume(String volume, var _) -> source.want(Kind.VOLUME, volume);
            case BootSource.OfSnapshot(String snapshot, var _) -> source.want(Kind.SNAPSHOT, snapshot);
        }
        wantedFlavor = server.flavor();
        flavors.pick(null);
        want(Kind.NETWORK, server.nics().stream().map(Nic::id).toList());
        want(Kind.SECURITY_GROUP, server.securityGroups());
        want(Kind.ZONE, Optional.ofNullable(server.zone()).stream().toList());
        want(
                Kind.SERVER_GROUP,
                Optional.ofNullable(server.serverGroup()).stream().toList());
        notes.write(server.tags(), server.metadata(), server.description() == null ? "" : server.description());
    }

    private void want(Kind kind, List<String> ones) {
        wanted.put(kind, ones);
        choose(kind);
    }

    /** Chooses what is wanted of a kind, if it is known what there is. */
    private void choose(Kind kind) {
        List<String> ones = wanted.get(kind);
        Offer offer = offers.get(kind);
        if (ones == null || offer == null || offer.problem() != null) {
            return;
        }
        wanted.remove(kind);
        List<Choice> there = List.copyOf(offer.choices());
        List<Choice> found =
                ones.stream().flatMap(one -> find(there, one).stream()).toList();
        switch (kind) {
            case NETWORK -> networks.setValue(Set.copyOf(ones.isEmpty() && there.size() == 1 ? there : found));
            case SECURITY_GROUP -> groups.setValue(Set.copyOf(found));
            case ZONE, SERVER_GROUP -> notes.choose(kind, found.isEmpty() ? null : found.getFirst());
            case FLAVOR, IMAGE, VOLUME, SNAPSHOT -> {}
        }
        if (found.size() < ones.size()) {
            refuseGone(field(kind));
        }
    }

    private static Optional<Choice> find(List<? extends Choice> there, String wanted) {
        return there.stream()
                .<Choice>map(one -> one)
                .filter(one -> one.id().equals(wanted) || one.name().equals(wanted))
                .findFirst();
    }

    private static Field field(Kind kind) {
        return switch (kind) {
            case FLAVOR -> Field.FLAVOR;
            case IMAGE, VOLUME, SNAPSHOT -> Field.SOURCE;
            case NETWORK -> Field.NETWORKS;
            case SECURITY_GROUP -> Field.SECURITY_GROUPS;
            case ZONE -> Field.ZONE;
            case SERVER_GROUP -> Field.SERVER_GROUP;
        };
    }

    private void refuseGone(Field field) {
        signs.refuse(field, says.wrong(field, Why.NOT_FOUND));
    }

    LaunchDraft draft() {
        return new LaunchDraft(
                name.getValue(),
                count.getValue(),
                source.value(),
                root.volume(),
                root.sizeGib(),
                root.deletedWithServer(),
                flavor(),
                ids(networks),
                key.getValue() == null ? null : key.getValue().publicKey(),
                ids(groups),
                notes.zone(),
                notes.serverGroup(),
                userData.value(),
                notes.tags(),
                notes.metadata(),
                notes.description());
    }

    private @Nullable OfferedFlavor flavor() {
        return flavors.picked().orElse(null);
    }

    private static List<String> ids(MultiSelectComboBox<Choice> box) {
        return box.getValue().stream().map(Choice::id).sorted().toList();
    }

    /**
     * Says what is to be said of what is in it.
     *
     * @param taken names that servers of the project have
     * @param forbidden what no grant covers
     * @return whether a flavor was chosen by it, so that all is to be weighed anew
     */
    boolean show(LaunchDraft draft, List<Quota> quotas, Set<String> taken, Map<Field, String> forbidden) {
        ungranted = forbidden;
        int servers = draft.countOrOne();
        List<FlavorFit> fits = offered.stream()
                .map(one -> FlavorFit.of(one, draft, servers, quotas))
                .toList();
        flavors.show(fits, draft);
        if (wantedFlavor != null && !offered.isEmpty() && chooseFlavor(wantedFlavor, fits)) {
            return true;
        }
        name.setHelperText(says.names(draft.name(), servers, taken));
        root.show(draft);
        userData.show();
        notes.show();
        signs.show(wrong(draft));
        return false;
    }

    /** One that does not fit says so itself. */
    private boolean chooseFlavor(String one, List<FlavorFit> fits) {
        wantedFlavor = null;
        Optional<Choice> found = find(fits.stream().map(FlavorFit::flavor).toList(), one);
        if (found.isEmpty()) {
            refuseGone(Field.FLAVOR);
        }
        Optional<FlavorFit> fitting = fits.stream()
                .filter(fit -> found.filter(fit.flavor()::equals).isPresent() && fit.fits())
                .findFirst();
        fitting.map(FlavorFit::flavor).ifPresent(flavors::pick);
        return fitting.isPresent();
    }

    private Map<Field, String> wrong(LaunchDraft draft) {
        Map<Field, String> wrong = new EnumMap<>(Field.class);
        wrong.putAll(ungranted);
        wrong.putAll(says.wrong(draft.problems()));
        return wrong;
    }

    /** Whether the whole can be asked for; says of each field that is wrong why, and leads to the first. */
    boolean whole() {
        Map<Field, String> problems = wrong(draft());
        signs.touchAll();
        signs.show(problems);
        signs.goTo(problems.keySet());
        return problems.isEmpty();
    }

    /** Says at its field why the whole was refused, and leads there. */
    void refuse(Field field, Why why) {
        signs.refuse(field, says.wrong(field, why));
        signs.show(wrong(draft()));
        signs.goTo(Set.of(field));
    }

    void focusName() {
        name.focus();
    }
}
