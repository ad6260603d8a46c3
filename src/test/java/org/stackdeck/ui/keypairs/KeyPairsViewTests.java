package org.stackdeck.ui.keypairs;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.keypairs.FakeUserKeyPairService;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministratorPageTestBase;

class KeyPairsViewTests extends AdministratorPageTestBase {

    @Autowired
    private FakeUserKeyPairService keys;

    @Autowired
    private CurrentUser currentUser;

    @Test
    void importedPublicKeyIsListed() {
        show();
        press("Import public key");
        type("Laptop");
        paste(TestPublicKeys.ED25519 + " me@here");
        confirm("Import public key");

        assertThat(names()).containsExactly("Laptop");
        assertThat(text()).contains(TestPublicKeys.ed25519().fingerprint()).contains("ssh-ed25519");
        assertThat(find(TextArea.class).exists()).isFalse();
    }

    @Test
    void eachKeyPairLeadsToTheServersThatWereLaunchedWithIt() {
        keys.add(currentUser.caller(), new KeyPairName("Laptop"), TestPublicKeys.ed25519());
        show();

        assertThat(find(Anchor.class).withText("Servers").single().getHref())
                .isEqualTo("servers?q=key%3A" + TemporaryKeyPairName.part(TestPublicKeys.ed25519()));
    }

    @Test
    void invalidAndPrivateKeysAreRejectedAtTheField() {
        show();
        press("Import public key");
        type("Laptop");
        TextArea key = find(TextArea.class).single();

        for (String wrong : List.of("", "hello", "ssh-dss AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----")) {
            paste(wrong);
            confirm("Import public key");
            assertThat(key.isInvalid()).as(wrong).isTrue();
            assertThat(key.getErrorMessage()).as(wrong).isNotBlank();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void missingOrTakenNameIsRejectedAtTheField() {
        keys.add(currentUser.caller(), new KeyPairName("Laptop"), TestPublicKeys.ed25519());
        show();
        press("Import public key");
        paste(TestPublicKeys.ED25519);
        TextField name = find(TextField.class).single();

        confirm("Import public key");
        assertThat(name.isInvalid()).isTrue();
        String missing = name.getErrorMessage();
        type("Laptop");
        confirm("Import public key");

        assertThat(name.isInvalid()).isTrue();
        assertThat(name.getErrorMessage()).isNotEqualTo(missing);
        assertThat(names()).containsExactly("Laptop");
    }

    @Test
    void generatedPrivateKeyIsShownOnce() {
        show();
        press("Create key pair");
        type("Made");
        confirm("Create key pair");

        assertThat(find(Pre.class).single().getText()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
        assertThat(names()).containsExactly("Made");
        assertThat(text()).doesNotContain("PRIVATE KEY");
        confirm("I've saved it");
        assertThat(find(Pre.class).exists()).isFalse();
    }

    @Test
    void keyPairIsDeletedAfterConfirmation() {
        keys.add(currentUser.caller(), new KeyPairName("Laptop"), TestPublicKeys.ed25519());
        keys.add(currentUser.caller(), new KeyPairName("Desk"), TestPublicKeys.ed25519());
        show();

        test(find(NativeButton.class)
                        .withCondition(button -> button.getAriaLabel()
                                .filter(Messages.current().text("keypairs.remove", "Laptop")::equals)
                                .isPresent())
                        .single())
                .click();
        assertThat(names()).containsExactlyInAnyOrder("Desk", "Laptop");
        confirm("Delete key pair");

        assertThat(names()).containsExactly("Desk");
        assertThat(text()).contains("Desk").doesNotContain("Laptop");
    }

    private void show() {
        UI.getCurrent().add(new KeyPairsView(keys, currentUser));
        roundTrip();
    }

    private String text() {
        return find(KeyPairsView.class).single().getElement().getTextRecursively();
    }

    private List<String> names() {
        return keys.list(currentUser.caller()).stream()
                .map(KeyPair::name)
                .map(KeyPairName::value)
                .toList();
    }

    private void press(String word) {
        test(find(Button.class).withText(word).single()).click();
    }

    private void confirm(String word) {
        // The button that has opened the dialog can have the same text.
        test(find(Button.class).withText(word).all().getLast()).click();
        roundTrip();
    }

    private void type(String name) {
        test(find(TextField.class).single()).setValue(name);
    }

    private void paste(String key) {
        test(find(TextArea.class).single()).setValue(key);
    }
}
