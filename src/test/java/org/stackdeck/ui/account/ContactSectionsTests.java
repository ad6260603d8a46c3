package org.stackdeck.ui.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.mail.EmailAddress;
import org.stackdeck.identity.mail.FakeEmailAddressService;
import org.stackdeck.identity.mail.FakeMailStatusService;
import org.stackdeck.notices.FakeNoticePreferenceService;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.ui.preview.PageTest;
import org.stackdeck.ui.preview.PageTestBase;

@PageTest
class ContactSectionsTests extends PageTestBase {

    @Autowired
    private BeanFactory beans;

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeMailStatusService mail;

    @Autowired
    private FakeEmailAddressService emails;

    @Autowired
    private FakeNoticePreferenceService preferences;

    private Caller lena;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        User user = directory.member("lena");
        lena = FakeUserDirectory.caller(user);
        emails.remove(lena);
        signIn(user);
        super.initVaadinEnvironment();
        mail.setConfigured(true);
    }

    @Test
    void choiceIsSavedAtOnce() {
        show();
        test(box("Your server changed to the status ERROR: Browser notification"))
                .click();

        assertThat(preferences.find(lena).isEnabled(NoticeKind.SERVER_ERROR, NoticeChannel.BROWSER))
                .isFalse();
        assertThat(preferences.find(lena).isEnabled(NoticeKind.SERVER_ERROR, NoticeChannel.IN_APP))
                .isTrue();
    }

    @Test
    void choiceThatCannotBeSavedIsRestored() {
        show();
        preferences.setFailing(true);
        Checkbox box = box("Your server changed to the status ERROR: Browser notification");

        assertThatThrownBy(() -> test(box).click()).hasRootCauseInstanceOf(DataAccessResourceFailureException.class);

        assertThat(box.getValue()).isTrue();
    }

    @Test
    void membersSeeNoKindsForAdministrators() {
        show();

        assertThat(labels())
                .hasSize(2 * (NoticeKind.values().length - 2))
                .noneMatch(label -> label.startsWith("An account is waiting"));
    }

    @Test
    void emailCanBeSelectedAfterTheAddressIsConfirmed() {
        show();
        assertThat(labels()).noneMatch(label -> label.endsWith(": E-mail"));

        test(field("New address")).setValue("lena@example.org");
        press("Send code");
        assertThat(labels()).noneMatch(label -> label.endsWith(": E-mail"));

        test(field("Code")).setValue("wrong");
        press("Confirm address");
        assertThat(field("Code").isInvalid()).isTrue();
        test(field("Code")).setValue(FakeEmailAddressService.CODE);
        press("Confirm address");
        assertThat(labels()).anyMatch(label -> label.endsWith(": E-mail"));

        press("Remove address");
        assertThat(labels()).anyMatch(label -> label.endsWith(": E-mail"));
        test(find(Button.class, find(Dialog.class).single())
                        .withText("Remove address")
                        .single())
                .click();
        roundTrip();
        assertThat(labels()).noneMatch(label -> label.endsWith(": E-mail"));
    }

    @Test
    void pendingChangeCanBeCancelledWithoutRemovingTheAddress() {
        emails.requestChange(lena, "lena@example.org", Locale.ENGLISH);
        show();
        assertThat(find(Button.class).withText("Remove address").exists()).isFalse();
        emails.confirm(lena, FakeEmailAddressService.CODE);
        emails.requestChange(lena, "new@example.org", Locale.ENGLISH);
        press("Cancel change");

        assertThat(emails.find(lena).pending()).isEmpty();
        assertThat(emails.find(lena).confirmed()).contains(new EmailAddress("lena@example.org"));
        assertThat(find(Button.class).withText("Cancel change").exists()).isFalse();
        assertThat(find(Button.class).withText("Remove address").exists()).isTrue();
    }

    @Test
    void linkWithoutAPendingAddressShowsAnError() {
        show().email().showCode(FakeEmailAddressService.CODE);
        roundTrip();

        assertThat(find(Paragraph.class)
                        .withText("The code is incorrect, already used, or expired.")
                        .exists())
                .isTrue();
    }

    @Test
    void malformedAddressIsMarked() {
        show();
        test(field("New address")).setValue("lena");
        press("Send code");

        assertThat(field("New address").isInvalid()).isTrue();
    }

    @Test
    void addressIsNotOfferedWithoutMail() {
        mail.setConfigured(false);
        show();

        assertThat(find(TextField.class).all()).noneMatch(field -> "New address".equals(field.getLabel()));
    }

    @Test
    void codeOfALinkIsShownButNotConfirmed() {
        emails.requestChange(lena, "lena@example.org", Locale.ENGLISH);
        show().email().showCode(FakeEmailAddressService.CODE);

        assertThat(field("Code").getValue()).isEqualTo(FakeEmailAddressService.CODE);
        assertThat(emails.find(lena).confirmed()).isEmpty();
    }

    private ContactSections show() {
        ContactSections sections = beans.getBean(ContactSections.class);
        UI.getCurrent().add(sections.email(), sections.preferences());
        roundTrip();
        return sections;
    }

    private void press(String text) {
        test(find(Button.class).withText(text).single()).click();
        roundTrip();
    }

    private TextField field(String label) {
        return find(TextField.class).all().stream()
                .filter(field -> label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private Checkbox box(String label) {
        return find(Checkbox.class).all().stream()
                .filter(box -> box.getAriaLabel().filter(label::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private List<String> labels() {
        return find(Checkbox.class).all().stream()
                .map(box -> box.getAriaLabel().orElse(""))
                .filter(label -> label.contains(": "))
                .toList();
    }
}
