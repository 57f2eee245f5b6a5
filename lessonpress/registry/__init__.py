"""What can be printed: kinds of documents, formats, and the files that these make. Ground for every room.

Plain data that is quick to import; a format says where its writer is, which is loaded when it is used.
"""
