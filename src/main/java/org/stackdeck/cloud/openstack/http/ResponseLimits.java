package org.stackdeck.cloud.openstack.http;

import org.jspecify.annotations.Nullable;

/**
 * Limits of the memory that the responses of a cloud can require, because a faulty or compromised cloud must not stop
 * Stackdeck for the users of other clouds. Most limits grow with the maximum heap size.
 */
public final class ResponseLimits {

    private static final long MIB = 1 << 20;
    /** A page can use one eighth of the heap, because other pages are received while it is parsed. */
    private static final int PAGE_SHARE = 8;

    /** A page of images can use only one 64th of the heap, because several are received at the same time. */
    private static final int IMAGE_PAGE_SHARE = 64;

    /**
     * Number of bytes after which a property of an image is cut. For each volume of a server, Nova stores a few hundred
     * bytes in a property.
     */
    static final int IMAGE_TEXT_BYTES = 16 * 1024;

    private static final int LIST_SHARE = 4;
    /** Maximum memory of a parsed value in bytes, including its share of the objects that contain it. */
    private static final int BYTES_PER_VALUE = 256;
    /** Memory of a server or another resource with its values, in bytes. */
    private static final int BYTES_PER_OBJECT = 16 * 1024;

    private ResponseLimits() {}

    /**
     * Returns the maximum size of a page of a list, in bytes: 16 to 64 MiB. A page of a thousand servers has about 1.5
     * MB.
     */
    static long pageBytes() {
        return Math.clamp(maxHeap() / PAGE_SHARE, 16 * MIB, objectBytes());
    }

    /**
     * Returns the maximum size of a page of images without the parts of long texts that are cut, in bytes: 8 to 64 MiB.
     */
    static long imagePageBytes() {
        return Math.clamp(maxHeap() / IMAGE_PAGE_SHARE, 8 * MIB, objectBytes());
    }

    /** Returns the maximum size of a response with one object, in bytes. */
    static long objectBytes() {
        return 64 * MIB;
    }

    /** Returns the maximum size of a token with its catalog, in bytes. Stackdeck keeps one token for each project. */
    static long tokenBytes() {
        return MIB;
    }

    /** Returns the maximum number of values in a response. */
    static long values() {
        return maxHeap() / BYTES_PER_VALUE;
    }

    /** Returns the maximum number of objects in a list with all its pages. */
    static long listObjects() {
        return maxHeap() / BYTES_PER_OBJECT;
    }

    /** Returns the maximum size of a list with all its pages, in bytes. */
    static long listBytes() {
        return maxHeap() / LIST_SHARE;
    }

    /** Returns the text. If it is longer than {@code maxLength} characters, cuts it and appends an ellipsis. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        // Half a surrogate pair is not a character.
        int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return text.substring(0, end) + "…";
    }

    /** Cuts the text like {@link #cut}; returns null for null. */
    public static @Nullable String cutNullable(@Nullable String text, int maxLength) {
        return text == null ? null : cut(text, maxLength);
    }

    private static long maxHeap() {
        return Runtime.getRuntime().maxMemory();
    }
}
