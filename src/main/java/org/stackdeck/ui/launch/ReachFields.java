package org.stackdeck.ui.launch;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

/** Fields for networks, key pair and security groups. */
final class ReachFields extends Div {

    private final Words words;
    private final transient LaunchWords says;
    private final MultiSelectComboBox<Choice> networks = new MultiSelectComboBox<>();
    private final ComboBox<KeyPair> key = new ComboBox<>();
    private final MultiSelectComboBox<Choice> groups = new MultiSelectComboBox<>();

    ReachFields(Words words, LaunchWords says, FieldSigns signs) {
        this.words = words;
        this.says = says;
        addClassName("side-by-side");
        several(networks, "launch.field.networks");
        key.setLabel(words.say("launch.field.key"));
        key.setWidthFull();
        key.setManualValidation(true);
        key.setClearButtonVisible(true);
        key.setItemLabelGenerator(pair -> pair.name().value());
        several(groups, "launch.field.security-groups");
        groups.setPlaceholder(words.say("launch.security-groups.default"));
        signs.add(Field.NETWORKS, networks, null);
        signs.add(Field.KEY, key, null);
        signs.add(Field.SECURITY_GROUPS, groups, null);
        add(networks, key, groups);
    }

    private void several(MultiSelectComboBox<Choice> box, String label) {
        box.setLabel(words.say(label));
        box.setWidthFull();
        box.setManualValidation(true);
        box.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        box.setItemLabelGenerator(choice -> choice.name().isBlank() ? choice.id() : choice.name());
    }

    /** Sets the user's key pairs and selects the only one if there is just one. */
    void offer(List<KeyPair> keys) {
        key.setItems(keys);
        key.setPlaceholder(words.say(keys.isEmpty() ? "launch.key.none" : "launch.key.without"));
        key.setValue(keys.size() == 1 ? keys.getFirst() : null);
    }

    /** The networks of the new project are not loaded yet. */
    void reset() {
        networks.setPlaceholder(words.say("servers.order.loading"));
    }

    void awaitNetworks() {
        networks.setHelperText("");
        reset();
    }

    void awaitSecurityGroups() {
        groups.setHelperText("");
    }

    /** Sets the networks and selects the only one if there is just one. */
    void offerNetworks(Offer offer) {
        offer(networks, offer);
        networks.setPlaceholder(says.absence(offer, "launch.networks.none", "launch.networks.any"));
        if (offer.choices().size() == 1) {
            networks.setValue(Set.copyOf(offer.choices()));
        }
    }

    void offerSecurityGroups(Offer offer) {
        offer(groups, offer);
    }

    private void offer(MultiSelectComboBox<Choice> box, Offer offer) {
        List<Choice> there = List.copyOf(offer.choices());
        Set<Choice> before = box.getValue();
        box.setItems(there);
        box.setEnabled(!there.isEmpty());
        box.setValue(there.stream().filter(before::contains).collect(Collectors.toSet()));
        box.setHelperText(offer.problem() == null ? "" : words.say("servers.order.unknown", offer.problem()));
    }

    void chooseNetworks(Collection<Choice> ones) {
        networks.setValue(Set.copyOf(ones));
    }

    /**
     * Selects the user's key pair with this name.
     *
     * @param name null for none
     * @return false if there is no such key pair
     */
    boolean chooseKey(@Nullable String name) {
        Optional<KeyPair> own = key.getListDataView()
                .getItems()
                .filter(pair -> pair.name().value().equals(name))
                .findFirst();
        own.ifPresent(key::setValue);
        return name == null || own.isPresent();
    }

    void chooseSecurityGroups(Collection<Choice> ones) {
        groups.setValue(Set.copyOf(ones));
    }

    /** Returns the network IDs. */
    List<String> networks() {
        return ids(networks);
    }

    @Nullable
    PublicKey key() {
        return key.getValue() == null ? null : key.getValue().publicKey();
    }

    /** Returns the security group IDs. */
    List<String> securityGroups() {
        return ids(groups);
    }

    private static List<String> ids(MultiSelectComboBox<Choice> box) {
        return box.getValue().stream().map(Choice::id).sorted().toList();
    }
}
