import { signInPupil } from '../../api/accounts.js';
import { runSignIn } from './form.js';

runSignIn({
  signIn: ({ class_code, name, password }) => signInPupil({ class_code, name, password }),
  missing: {
    class_code: 'Type the class code from the board',
    name: 'Type your name',
    password: 'Type your password',
  },
});
