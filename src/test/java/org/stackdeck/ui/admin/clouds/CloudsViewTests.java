package org.stackdeck.ui.admin.clouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.FakeCloudConnector;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;
import org.stackdeck.cloud.connection.TlsCertificate;
import org.stackdeck.connections.CloudConnection;
import org.stackdeck.connections.CloudConnectionService;
import org.stackdeck.connections.CloudConnectionService.EnteredSettings;
import org.stackdeck.connections.TestCloudConnectionServices;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministrationPageTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

@SpringJUnitConfig({
    PageTestConfiguration.class,
    AdministrationPageTestConfiguration.class,
    CloudsViewTests.ConnectionConfiguration.class,
    PageBeansTestConfiguration.class
})
class CloudsViewTests extends PageTestBase {

    private static final String URL = "https://keystone.example:5000/v3";

    @TestConfiguration(proxyBeanMethods = false)
    static class ConnectionConfiguration {

        @Bean
        FakeCloudConnector cloudConnector() {
            return new FakeCloudConnector();
        }

        @Bean
        CloudConnectionService cloudConnectionService(FakeUserDirectory directory, FakeCloudConnector connector) {
            return TestCloudConnectionServices.create(directory, new FakeAuditTrail(), connector);
        }
    }

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeCloudConnector connector;

    @Autowired
    private CloudConnectionService service;

    @Autowired
    private CloudConnectionDialogs dialogs;

    private Caller ada;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        User user = directory.administrator("ada");
        ada = FakeUserDirectory.caller(user);
        signIn(user);
        service.list(ada).forEach(connection -> service.delete(ada, connection));
        connector.setResults();
        connector.setPasted();
        super.initVaadinEnvironment();
    }

    private static ConnectionStepResult result(ConnectionStep step, ConnectionFinding finding) {
        return new ConnectionStepResult(step, finding, List.of("2.96"), Duration.ofMillis(12), List.of());
    }

    @Test
    void testedConnectionIsSavedWithoutAQuestion() {
        connector.setResults(
                result(ConnectionStep.KEYSTONE, ConnectionFinding.AUTHENTICATED),
                result(ConnectionStep.NOVA, ConnectionFinding.NOVA_SUPPORTED),
                result(ConnectionStep.CINDER, ConnectionFinding.SERVICE_MISSING));
        openDialog();
        fill("prod", "secret-1");

        test(button("Test connection")).click();
        awaitStep("Nova (servers)", "Nova supports microversions up to 2.96", "12 ms");
        awaitStep("Cinder (volumes)", "check the region and the interface");
        test(button("Connect")).click();

        assertThat(service.list(ada)).extracting(CloudConnection::name).containsExactly("prod");
        assertThat(connector.connected())
                .singleElement()
                .extracting(settings -> settings.value(CloudSetting.PASSWORD))
                .isEqualTo("secret-1");
    }

    @Test
    void untestedOrFailedConnectionIsSavedOnlyAfterAQuestion() {
        connector.setResults(result(ConnectionStep.KEYSTONE, ConnectionFinding.CREDENTIAL_REJECTED));
        openDialog();
        fill("prod", "wrong");
        test(button("Test connection")).click();
        awaitStep("Keystone (authentication)", "The credentials were rejected");

        test(button("Connect")).click();
        assertThat(service.list(ada)).isEmpty();
        test(button("Save anyway")).click();

        assertThat(service.list(ada)).hasSize(1);
    }

    @Test
    void untrustedCertificateIsShownAndTrustedByAClick() {
        connector.setResults(new ConnectionStepResult(
                ConnectionStep.TLS,
                ConnectionFinding.CERTIFICATE_UNTRUSTED,
                List.of("keystone.example"),
                Duration.ofMillis(3),
                List.of(new TlsCertificate(
                        "CN=<b>x</b>", "CN=ca", Instant.EPOCH, Instant.EPOCH, "AA:BB", "-----PEM-----"))));
        openDialog();
        fill("prod", "secret-1");
        test(button("Test connection")).click();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(find(Span.class).withText("AA:BB").exists()).isTrue();
        });
        assertThat(find(Span.class).withText("CN=<b>x</b>").exists()).isTrue();
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(button("Test connection").isEnabled()).isTrue();
        });

        test(button("Trust this certificate for this cloud only")).click();

        await().until(() -> connector.tested() != null
                && connector.tested().value(CloudSetting.CA_CERTIFICATES).equals("-----PEM-----"));
    }

    @Test
    void pastedTextFillsTheFormAndIsRemoved() {
        connector.setPasted(new PastedSettings(
                "my cloud",
                Map.of(
                        CloudSetting.AUTH_URL, URL,
                        CloudSetting.APPLICATION_CREDENTIAL_ID, "abc",
                        CloudSetting.APPLICATION_CREDENTIAL_SECRET, "s3"),
                List.of("cacert")));
        openDialog();
        TextArea paste = find(TextArea.class).withCaption("Paste settings").single();
        test(paste).setValue("clouds: …");
        test(button("Fill in the form")).click();

        assertThat(paste.getValue()).isEmpty();
        assertThat(field("Name").getValue()).isEqualTo("my-cloud");
        assertThat(field("Application credential ID").getValue()).isEqualTo("abc");
        assertThat(find(TextField.class).withCaption("Username").exists()).isFalse();
        assertThat(find(PasswordField.class).withCaption("Password").exists()).isFalse();
    }

    @Test
    void secondPasteReplacesAllFieldsButAnEditedName() {
        openDialog();
        paste(new PastedSettings(
                "first",
                Map.of(
                        CloudSetting.AUTH_URL, URL,
                        CloudSetting.APPLICATION_CREDENTIAL_ID, "abc",
                        CloudSetting.REGION_NAME, "RegionOne",
                        CloudSetting.VERIFY, "false"),
                List.of()));
        paste(new PastedSettings("second", Map.of(CloudSetting.USERNAME, "me"), List.of()));

        assertThat(field("Name").getValue()).isEqualTo("second");
        assertThat(field("Username").getValue()).isEqualTo("me");
        assertThat(field("Keystone address").getValue()).isEmpty();
        assertThat(field("Region").getValue()).isEmpty();
        assertThat(find(TextField.class)
                        .withCaption("Application credential ID")
                        .exists())
                .isFalse();

        test(field("Name")).setValue("mine");
        paste(new PastedSettings("third", Map.of(CloudSetting.AUTH_URL, URL), List.of()));
        assertThat(field("Name").getValue()).isEqualTo("mine");
        assertThat(field("Username").getValue()).isEmpty();
    }

    @Test
    void pastedTextIsRequiredAndItsErrorIsShownWithoutInternalNames() {
        openDialog();
        assertThat(button("Fill in the form").isEnabled()).isFalse();
        TextArea paste = find(TextArea.class).withCaption("Paste settings").single();
        test(paste).setValue("no clouds");
        test(button("Fill in the form")).click();

        assertThat(paste.isInvalid()).isTrue();
        assertThat(paste.getErrorMessage()).isEqualTo("The text has no top-level \"clouds\" mapping.");

        fire(paste, "sd-file-too-large");
        assertThat(paste.getErrorMessage()).isEqualTo("The file is larger than 62 KiB.");

        connector.setPasted(new PastedSettings("file", Map.of(CloudSetting.AUTH_URL, URL), List.of()));
        fire(paste, "sd-file-read");
        assertThat(field("Name").getValue()).isEqualTo("file");
    }

    @Test
    void invalidSettingIsShownAtItsField() {
        openDialog();
        fill("prod", "secret-1");
        test(field("Keystone address")).setValue("");
        save("Connect");

        assertThat(field("Keystone address").isInvalid()).isTrue();
        assertThat(field("Keystone address").getErrorMessage()).isEqualTo("Enter a value: Keystone address.");
    }

    @Test
    void linkOpensTheDialogAndEscapeClosesItOnlyUntilDataIsEntered() {
        UI.getCurrent().navigate(CloudsView.class, QueryParameters.of("connect", ""));
        roundTrip();
        Dialog dialog = find(Dialog.class).single();
        assertThat(dialog.isOpened()).isTrue();
        assertThat(dialog.isCloseOnEsc()).isTrue();

        paste(new PastedSettings("first", Map.of(CloudSetting.AUTH_URL, URL), List.of()));
        assertThat(dialog.isCloseOnEsc()).isFalse();
    }

    @Test
    void storedSecretIsNeitherShownNorRequiredAgain() {
        service.create(
                ada,
                new EnteredSettings(
                        new CloudSettings(
                                "prod",
                                Map.of(
                                        CloudSetting.AUTH_URL, URL,
                                        CloudSetting.USERNAME, "sd",
                                        CloudSetting.PASSWORD, "secret-1")),
                        0,
                        false));
        UI.getCurrent().navigate(CloudsView.PATH);
        dialogs.edit(service.list(ada).getFirst(), Messages.current(), () -> {});
        roundTrip();

        assertThat(field("Name").isReadOnly()).isTrue();
        assertThat(find(PasswordField.class).withCaption("Password").single().getValue())
                .isEmpty();
        test(field("Region")).setValue("RegionTwo");
        save();
        assertThat(connector.connected())
                .singleElement()
                .satisfies(settings -> assertThat(settings.values())
                        .containsEntry(CloudSetting.REGION_NAME, "RegionTwo")
                        .containsEntry(CloudSetting.PASSWORD, "secret-1"));

        dialogs.edit(service.list(ada).getFirst(), Messages.current(), () -> {});
        roundTrip();
        test(field("Keystone address")).setValue("https://elsewhere.example/v3");
        save();
        assertThat(find(Paragraph.class)
                        .withCondition(each -> each.getText().startsWith("Enter the secrets"))
                        .exists())
                .isTrue();
    }

    @Test
    void unreadableConnectionIsShownWithItsReasonAndRemedy() {
        UI.getCurrent().navigate(CloudsView.PATH);
        assertThat(cardText("secrets-unreadable")).contains("can't decrypt", "enter all secrets again", "remove it");
        assertThat(cardText("settings-unreadable")).contains("damaged", "enter all settings again", "remove it");
    }

    private static String cardText(String code) {
        CloudEntryReport report = new CloudEntryReport(
                "prod",
                "database",
                null,
                null,
                "password",
                List.of(),
                Set.of(),
                false,
                null,
                "unreadable",
                null,
                List.of(new CloudEntryRemark(code, List.of("database", "prod"), "unreadable")));
        return new CloudEntryCard(report, new FakeChangeHintSource(), Messages.current())
                .getElement()
                .getTextRecursively();
    }

    @Test
    void unreadableSecretsAreNotOfferedToBeKept() {
        CloudSettings settings = new CloudSettings("prod", Map.of(CloudSetting.AUTH_URL, URL));
        UI.getCurrent().navigate(CloudsView.PATH);
        for (ReadablePart readable : ReadablePart.values()) {
            CloudConnection connection = new CloudConnection(settings, 1, false, readable, Instant.EPOCH, "ada");
            ConnectionForm form = new ConnectionForm(Messages.current(), connection);
            UI.getCurrent().add(form);
            roundTrip();

            String helper = find(PasswordField.class, form)
                    .withCaption("Password")
                    .single()
                    .getHelperText();
            assertThat("Stored values are not shown. Leave empty to keep them.".equals(helper))
                    .isEqualTo(readable == ReadablePart.ALL);
            UI.getCurrent().remove(form);
        }
    }

    private void paste(PastedSettings settings) {
        connector.setPasted(settings);
        test(find(TextArea.class).withCaption("Paste settings").single()).setValue("clouds: …");
        test(button("Fill in the form")).click();
    }

    private void save() {
        save("Save");
    }

    private void save(String button) {
        test(button(button)).click();
        test(button("Save anyway")).click();
    }

    private void openDialog() {
        UI.getCurrent().navigate(CloudsView.PATH);
        roundTrip();
        test(find(Button.class).withText("Connect a cloud").all().getFirst()).click();
    }

    private void fill(String name, String password) {
        test(field("Name")).setValue(name);
        test(field("Keystone address")).setValue(URL);
        test(field("Username")).setValue("stackdeck");
        test(find(PasswordField.class).withCaption("Password").single()).setValue(password);
    }

    private TextField field(String label) {
        return find(TextField.class).withCaption(label).single();
    }

    private Button button(String label) {
        return find(Button.class)
                .withCondition(button -> label.equals(button.getText()))
                .single();
    }

    private void awaitStep(String name, String... texts) {
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            String shown = find(ListItem.class)
                    .withCondition(
                            item -> item.getElement().getTextRecursively().contains(name))
                    .single()
                    .getElement()
                    .getTextRecursively();
            assertThat(shown).contains(texts);
        });
    }
}
