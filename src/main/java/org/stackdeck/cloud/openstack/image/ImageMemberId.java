package org.stackdeck.cloud.openstack.image;

import java.util.Optional;
import org.stackdeck.cloud.ProjectId;

/** Identifies a pair of an image and a project with which the image is shared. Glance has no ID for such a pair. */
public record ImageMemberId(String image, ProjectId project) {

    private static final char SEPARATOR = ':';

    /** Parses the text that {@link #toString} returns; empty for any other text. */
    public static Optional<ImageMemberId> parse(String text) {
        int end = text.indexOf(SEPARATOR);
        return end < 1
                ? Optional.empty()
                : ProjectId.parse(text.substring(end + 1))
                        .map(project -> new ImageMemberId(text.substring(0, end), project));
    }

    @Override
    public String toString() {
        return image + SEPARATOR + project;
    }
}
