package org.stackdeck.ui.access.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.KeyPressEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.webhook.FakeGroupWebhookService;
import org.stackdeck.notices.webhook.WebhookSettings;
import org.stackdeck.notices.webhook.WebhookUrl;
import org.stackdeck.ui.preview.AdministratorPageTestBase;

class GroupsViewTests extends AdministratorPageTestBase {

    private static final int MEMBERS = 2;
    private static final int WEBHOOK = 4;
    private static final int ACTIONS = 5;

    private static final WebhookSettings SETTINGS = new WebhookSettings(
            new WebhookUrl("https://chat.example/hooks/T0/secret-token-a1b2"),
            Locale.ENGLISH,
            Set.of(NoticeKind.OPERATION_FAILED, NoticeKind.OPERATION_UNCONFIRMED, NoticeKind.SERVER_ERROR),
            true);

    @Autowired
    private FakeGroupService groups;

    @Autowired
    private FakeGroupWebhookService webhooks;

    @Test
    void emptyStateIsReplacedByTheCreatedGroup() {
        navigate(GroupsView.class);
        assertThat(find(H2.class).single().getText()).isEqualTo("No groups yet");

        test(find(Button.class).withText("Create group").single()).click();
        test(find(TextField.class).withCaption("Name").single()).setValue("Web team");
        test(find(Button.class).withText("Save").single()).click();

        assertThat(find(H2.class).exists()).isFalse();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(grid().getRow(0).name()).isEqualTo("Web team");
    }

    @Test
    void enterInTheNameFieldCreatesTheGroupOnce() {
        navigate(GroupsView.class);
        test(find(Button.class).withText("Create group").single()).click();
        TextField name = find(TextField.class).withCaption("Name").single();
        test(name).setValue("Web team");

        ComponentUtil.fireEvent(name, new KeyPressEvent(name, "Enter"));
        ComponentUtil.fireEvent(name, new KeyPressEvent(name, "Enter"));

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(groups.all()).hasSize(1);
    }

    @Test
    void takenNameIsRejectedAtTheField() {
        groups.create(ada, new GroupName("Web team"), Set.of());
        navigate(GroupsView.class);

        test(find(Button.class).withText("Create group").single()).click();
        TextField name = find(TextField.class).withCaption("Name").single();
        test(name).setValue("Web team");
        test(find(Button.class).withText("Save").single()).click();

        assertThat(name.getErrorMessage()).isEqualTo("A group with this name already exists. Choose another name.");
    }

    @Test
    @SuppressWarnings("unchecked")
    void rejectedUserIsOfferedOnlyIfAlreadyAMember() {
        User mia = directory.member("mia");
        User rejected = directory.add("rex", User.State.REJECTED, User.Role.MEMBER);
        groups.create(ada, new GroupName("Web team"), Set.of(rejected.id()));
        navigate(GroupsView.class);

        test(find(Button.class).withText("Create group").single()).click();
        assertThat(find(MultiSelectComboBox.class).single().getListDataView().getItems())
                .contains(mia)
                .doesNotContain(rejected);
        find(Dialog.class).single().close();
        roundTrip();

        grid().invokeLitRendererFunction(0, ACTIONS, "edit");
        assertThat(find(MultiSelectComboBox.class).single().getValue()).isEqualTo(Set.of(rejected));
    }

    @Test
    void groupIsDeletedAfterConfirmation() {
        User mia = directory.member("mia");
        groups.create(ada, new GroupName("Web team"), Set.of(mia.id()));
        navigate(GroupsView.class);
        assertThat(grid().getLitRendererPropertyValue(0, MEMBERS, "members", String.class))
                .isEqualTo("mia");

        grid().invokeLitRendererFunction(0, ACTIONS, "remove");
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Delete Web team");
        test(find(Button.class).withText("Delete group").single()).click();

        assertThat(groups.all()).isEmpty();
        assertThat(find(H2.class).single().getText()).isEqualTo("No groups yet");
    }

    @Test
    void webhookIsSavedWithoutShowingItsUrlAgain() {
        Group team = groups.create(ada, new GroupName("Web team"), Set.of());
        navigate(GroupsView.class);
        grid().invokeLitRendererFunction(0, ACTIONS, "chat");
        click("Save");
        assertThat(url().getErrorMessage()).isEqualTo("Enter the webhook URL.");
        test(url()).setValue("http://chat.example/hooks/secret");
        click("Save");
        assertThat(url().getErrorMessage()).startsWith("Enter an HTTPS URL");
        test(url()).setValue("https://chat.example/hooks/T0/secret-token-a1b2");
        click("Save");

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(grid().getLitRendererPropertyValue(0, WEBHOOK, "webhook", String.class))
                .isEqualTo("chat.example");
        assertThat(webhooks.find(ada, team.id()).orElseThrow().kinds()).contains(NoticeKind.SERVER_ERROR);
        grid().invokeLitRendererFunction(0, ACTIONS, "chat");
        assertThat(url().getValue()).isEmpty();
        assertThat(url().getHelperText()).contains("chat.example/…a1b2").doesNotContain("secret");
    }

    @Test
    void failureOfTheWebhookIsShown() {
        Group team = groups.create(ada, new GroupName("Web team"), Set.of());
        webhooks.save(ada, team.id(), SETTINGS);
        webhooks.addFailure(team.id(), "http-404", Instant.EPOCH);
        navigate(GroupsView.class);

        assertThat(grid().getLitRendererPropertyValue(0, WEBHOOK, "webhook", String.class))
                .isEqualTo("The chat system has no such webhook (404). Check the URL.");
        grid().invokeLitRendererFunction(0, ACTIONS, "chat");
        assertThat(find(Paragraph.class).withTextContaining("1970").single().getText())
                .contains("The chat system has no such webhook (404). Check the URL.");
    }

    @Test
    void testMessageIsSentToTheEnteredUrl() {
        groups.create(ada, new GroupName("Web team"), Set.of());
        webhooks.failTests("tls");
        navigate(GroupsView.class);
        grid().invokeLitRendererFunction(0, ACTIONS, "chat");
        test(url()).setValue("https://chat.example/hooks/T0/secret-token-a1b2");
        click("Send test message");

        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(find(Paragraph.class).withTextContaining("TLS failed").exists())
                    .isTrue();
        });
        assertThat(webhooks.tests()).singleElement().isEqualTo(SETTINGS);
        assertThat(webhooks.list(ada)).isEmpty();
    }

    @Test
    void webhookIsRemovedAfterConfirmation() {
        Group team = groups.create(ada, new GroupName("Web team"), Set.of());
        webhooks.save(ada, team.id(), SETTINGS);
        navigate(GroupsView.class);
        grid().invokeLitRendererFunction(0, ACTIONS, "chat");
        click("Remove webhook");
        assertThat(webhooks.list(ada)).hasSize(1);
        test(find(Button.class).withText("Remove webhook").all().getLast()).click();

        assertThat(webhooks.list(ada)).isEmpty();
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private TextField url() {
        return find(TextField.class).withCaption("Webhook URL").single();
    }

    private void click(String text) {
        test(find(Button.class).withText(text).single()).click();
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<GroupRow>, GroupRow> grid() {
        return test((Grid<GroupRow>) find(Grid.class).single());
    }
}
