package org.stackdeck.usability;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** A web console in which signed-in users perform tasks. Each task begins on the start page. */
interface TaskConsole {

    String name();

    /** Opens the start page of a member of the project. */
    Page openStartPage();

    Page openAdministratorPage();

    void uploadImageAndLaunch(TaskRecording task, String name, Path file);

    void growVolume(TaskRecording task, String volume, int size);

    void openHttpsToEveryone(TaskRecording task, String server, String group);

    void assignPublicAddress(TaskRecording task, String server);

    /** Finds the servers that use the group. */
    void findUsersOfSecurityGroup(TaskRecording task, String group, Iterable<String> servers);

    void findServerByAddress(TaskRecording task, String server, String address);

    void findErrorOfServer(TaskRecording task, String server);

    void restart(TaskRecording task, Iterable<String> servers);

    void launch(TaskRecording task, String name);

    void giveAccess(TaskRecording task, String colleague);

    void findWhoStopped(TaskRecording task, String server);
}
